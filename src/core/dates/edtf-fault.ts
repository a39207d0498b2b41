/** Why a text is not a date, as a clause that can follow a colon. Stays inside the reader; `parseEdtf` returns it. */
export class EdtfFault extends Error {}
