/**
 * A text without what no file can show: most control characters, lone surrogates, U+FFFE and U+FFFF, none of which XML
 * 1.0 can hold, even escaped.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      // toWellFormed writes U+FFFD for a lone surrogate; a reader is better served by nothing than by a box.
      .replace(/\uFFFD/g, '')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  );
}

/** A text as it may stand in XML, between tags or between double quotes. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
