/** How Kubernetes expands `$(NAME)` in commands and variables where no such variable is there (third_party/forked/golang/expansion). */
export function expanded(text: string): string {
  let result = '';
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    const next = text[place + 1];
    if (sign !== '$' || next === undefined) {
      result += sign;
      continue;
    }
    if (next === '$') {
      result += '$';
      place += 1;
      continue;
    }
    const end = next === '(' ? text.indexOf(')', place) : -1;
    if (end === -1) {
      result += `$${next}`;
      place += 1;
      continue;
    }
    // A reference to something else stays as it is written, all of it.
    result += `<${text.slice(place, end + 1)}>`;
    place = end;
  }
  return result;
}
