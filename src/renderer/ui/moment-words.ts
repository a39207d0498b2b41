// Moments, unlike the record's dates, are told on the reader's own clock.
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The day of an ISO 8601 instant where the reader sits: "1 Dec 2025". */
export function momentsDay(instant: string): string {
  return day.format(new Date(instant));
}

/** The hour of an ISO 8601 instant where the reader sits: "10:42". */
export function momentsTime(instant: string): string {
  return time.format(new Date(instant));
}
