/** What happened on an edge since the lab was started. */
export interface LiveEdge {
  /** Requests, or connections of TCP, that reached the server's application. */
  readonly requests: number;
  /** Finished TLS handshakes. */
  readonly handshakes: number;
  /** Connections and requests that failed, by kind: `certificate`, `connect`. */
  readonly failures: Readonly<Record<string, number>>;
}

/** The columns of an edge that the page refreshes, as text. */
interface LiveTexts {
  readonly requests: string;
  readonly handshakes: string;
  readonly failures: string;
}

export const liveTexts = ({ requests, handshakes, failures }: LiveEdge): LiveTexts => ({
  requests: String(requests),
  handshakes: String(handshakes),
  failures:
    Object.entries(failures)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ') || '0',
});
