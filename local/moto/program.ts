/**
 * The Python program that serves moto on a free port and prints the port in its first line.
 *
 * - Its standard input is a pipe from this process: when this process exits, in any way, the pipe closes, and moto exits.
 * - Ctrl-C reaches every process of a terminal; this process decides whether moto exits, not the terminal.
 * - Connections are kept open, and requests aren't logged.
 */
export const program = `
import os, signal, sys, threading

def end_with_parent():
    try:
        sys.stdin.buffer.read()
    finally:
        os._exit(0)

threading.Thread(target=end_with_parent, daemon=True).start()
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))

from werkzeug.serving import make_server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"
    # Small answers must not wait for the client's acknowledgement.
    disable_nagle_algorithm = True

    def log_request(self, *_):
        pass

server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Handler)
print(server.port, flush=True)
server.serve_forever()
`;
