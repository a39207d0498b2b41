import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CountryCode, WebAddress } from '#core/model/text';

describe('a country', () => {
  it.each(['US', 'UA', 'EU', 'XK'])('can be %s', (code) => {
    expect(v.is(CountryCode, code)).toBe(true);
  });

  it.each(['us', 'USA', 'UE', 'ZZ', ''])('cannot be "%s"', (code) => {
    expect(v.is(CountryCode, code)).toBe(false);
  });
});

describe('a web address', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org:8080', 'HTTPS://пример.рф/x'])('can be %s', (address) => {
    expect(v.is(WebAddress, address)).toBe(true);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'https://', 'https://a b', '//example.org'])(
    'cannot be %s',
    (address) => {
      expect(v.is(WebAddress, address)).toBe(false);
    },
  );
});
