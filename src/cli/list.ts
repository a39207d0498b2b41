import { dayMs, formatDay } from '#core/dates/calendar-day';
import { dueOf, placementOf, type Due } from '#core/dates/deadline';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { compareNames, placementOrder } from '#core/query/order';
import { isPlanned, standingOfEvent } from '#core/query/standing';
import { actorTypeNames, kindNames, originLabels, plannedLabel, standingLabels } from '#core/query/vocabulary';
import { checkDossierFolder } from '#host/dossier-folder';
import { defineCommand } from './command';
import { table } from './table';
import { todayOf } from './today';

export const listCommand = defineCommand({
  name: 'list',
  summary: 'List the events, actors and sources of a dossier.',
  operands: ['DOSSIER'],
  options: { json: { help: 'as JSON: the records as stored, events with standing, due and planned' } },
  async run([path], given, { today }, terminal) {
    const { dossier } = await checkDossierFolder(path ?? '.');
    const day = todayOf(today);
    if (given.json) terminal.print(JSON.stringify(asData(dossier, day), null, 2));
    else for (const line of asTables(dossier, day)) terminal.print(line);
    return 0;
  },
});

function asData(dossier: Dossier, today: number) {
  return {
    events: placementOrder([...dossier.events.values()], dossier.events).map((event) => ({
      ...event,
      standing: standingOfEvent(event, dossier).standing,
      due: event.kind === 'deadline' ? dueAsData(dueOf(event, dossier.events)) : null,
      planned: isPlanned(event, dossier, today),
    })),
    actors: [...dossier.actors.values()],
    sources: [...dossier.sources.values()],
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

function asTables(dossier: Dossier, today: number): string[] {
  const events = placementOrder([...dossier.events.values()], dossier.events);
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
  ];
}

function dateOf(event: DossierEvent, { events }: Dossier): string {
  const placement = placementOf(event, events);
  if (placement === null) return event.undated === 'unknown' ? 'Date unknown' : 'No date yet';
  const words = dateInWords(placement, 'short');
  return event.kind === 'deadline' ? `due ${words}` : words;
}
