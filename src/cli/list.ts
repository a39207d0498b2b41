import { dayMs, formatDay } from '#core/dates/calendar-day';
import { dueOf, placementOf, type Due } from '#core/dates/deadline';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { noFilters } from '#core/model/view';
import { countPassing } from '#core/query/filter';
import { compareNames } from '#core/query/order';
import { isPlanned, standingOfEvent } from '#core/query/standing';
import { eventsOfView, findView, viewsInOrder } from '#core/query/view';
import { actorTypeNames, kindNames, originLabels, plannedLabel, standingLabels } from '#core/query/vocabulary';
import { checkDossierFolder } from '#host/dossier-folder';
import { defineCommand } from './command';
import { table } from './table';
import { todayOf } from './today';

export const listCommand = defineCommand({
  name: 'list',
  summary: 'List the events, actors and sources of a dossier.',
  operands: ['DOSSIER'],
  options: {
    view: { value: 'NAME', help: 'only the events that this saved view shows' },
    json: { help: 'as JSON: the records as stored, events with standing, due and planned' },
  },
  async run([path], given, { today }, terminal) {
    const { dossier } = await checkDossierFolder(path ?? '.');
    const day = todayOf(today);
    const view = given.view === undefined ? noView : findView(dossier, given.view);
    const events = eventsOfView(view, dossier, day);
    if (given.json) terminal.print(JSON.stringify(asData(dossier, events, day), null, 2));
    else for (const line of asTables(dossier, events, day)) terminal.print(line);
    return 0;
  },
});

const noView = { filters: noFilters };

function asData(dossier: Dossier, events: readonly DossierEvent[], today: number) {
  return {
    events: events.map((event) => ({
      ...event,
      standing: standingOfEvent(event, dossier).standing,
      due: event.kind === 'deadline' ? dueAsData(dueOf(event, dossier.events)) : null,
      planned: isPlanned(event, dossier, today),
    })),
    actors: [...dossier.actors.values()],
    sources: [...dossier.sources.values()],
    views: viewsInOrder(dossier),
  };
}

function dueAsData(due: Due) {
  if (due.state === 'conditional') return due;
  const { edtf, span } = due.reading;
  return {
    state: due.state,
    date: edtf,
    earliest: span.from === null ? null : formatDay(span.from),
    latest: span.to === null ? null : formatDay(span.to - dayMs),
    derived: due.derived,
  };
}

function asTables(dossier: Dossier, events: readonly DossierEvent[], today: number): string[] {
  const actors = [...dossier.actors.values()].sort((a, b) => compareNames(a.name, b.name));
  const sources = [...dossier.sources.values()].sort((a, b) => compareNames(a.title, b.title));
  return [
    dossier.title,
    '',
    ...table(
      [`Events (${events.length})`, 'Kind', 'Standing', 'Title'],
      events.map((event) => [
        dateOf(event, dossier),
        kindNames[event.kind].singular,
        standingLabels[standingOfEvent(event, dossier).shown] +
          (isPlanned(event, dossier, today) ? `, ${plannedLabel.toLowerCase()}` : ''),
        event.title,
      ]),
    ),
    '',
    ...table(
      [`Actors (${actors.length})`, 'Type', 'Office'],
      actors.map(({ name, type, office }) => [name, actorTypeNames[type].singular, office ?? '']),
    ),
    '',
    ...table(
      [`Sources (${sources.length})`, 'Published', 'Publisher', 'Title'],
      sources.map(({ origin, published, publisher, title }) => [
        originLabels[origin],
        published ?? 'not given',
        publisher ?? 'not given',
        title,
      ]),
    ),
    ...viewTable(dossier, today),
  ];
}

/** The saved views with how many events each shows; nothing where there is none. */
function viewTable(dossier: Dossier, today: number): string[] {
  const views = viewsInOrder(dossier);
  if (views.length === 0) return [];
  const rows = views.map(({ name, filters }) => [String(countPassing(filters, dossier, today)), name]);
  return ['', ...table([`Views (${views.length})`, 'Name'], rows)];
}

function dateOf(event: DossierEvent, { events }: Dossier): string {
  const placement = placementOf(event, events);
  if (placement === null) return event.undated === 'unknown' ? 'Date unknown' : 'No date yet';
  const words = dateInWords(placement, 'short');
  return event.kind === 'deadline' ? `due ${words}` : words;
}
