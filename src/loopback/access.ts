import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const secretBytes = 32;

/** How long a printed address works before it has been used. */
export const codeLifetimeMs = 15 * 60_000;

/**
 * Who may talk to the host. A *code* stands in the address the launcher gives out; it works once, for a while, and is
 * exchanged for a *token*, which the page sends with every request and which lasts as long as the host. Both are 256
 * random bits and only their digests are kept.
 */
export class Access {
  readonly #now: () => number;
  readonly #codes: { readonly digest: Buffer; readonly expiresAt: number }[] = [];
  readonly #tokens: Buffer[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  issueCode(): string {
    const code = newSecret();
    this.#codes.push({ digest: digestOf(code), expiresAt: this.#now() + codeLifetimeMs });
    return code;
  }

  /** A token for a code that is known, unused and still valid; null otherwise. */
  redeem(code: string): string | null {
    const digest = digestOf(code);
    const index = this.#codes.findIndex((known) => timingSafeEqual(known.digest, digest));
    const [known] = index === -1 ? [] : this.#codes.splice(index, 1);
    if (known === undefined || known.expiresAt <= this.#now()) return null;
    const token = newSecret();
    this.#tokens.push(digestOf(token));
    return token;
  }

  isToken(text: string): boolean {
    const digest = digestOf(text);
    return this.#tokens.some((known) => timingSafeEqual(known, digest));
  }
}

const newSecret = () => randomBytes(secretBytes).toString('base64url');

// Digests are of one length, as a comparison in constant time needs.
const digestOf = (text: string) => createHash('sha256').update(text).digest();
