import type { Page } from 'playwright-core';

/**
 * Notes whatever a page should never do: throw, complain on its console, break the content security policy. A spec ends
 * by finding `faults` empty.
 */
export function watchFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('popup', (popup) => faults.push(`a window opened: ${popup.url()}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
}
