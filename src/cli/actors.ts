import * as v from 'valibot';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import { dateInWords } from '#core/dates/words';
import { readEdtf } from '#core/dates/edtf';
import type { Actor } from '#core/model/actor';
import { Day } from '#core/model/date';
import type { Dossier } from '#core/model/dossier';
import { measureInWords, suspensionInWords, verdictLabels } from '#core/query/measure-words';
import { measuresOn, sanctionedActors, verdictOf, type Measure } from '#core/query/measures';
import { compareNames } from '#core/query/order';
import { actorTypeNames } from '#core/query/vocabulary';
import { checkDossierFolder } from '#host/dossier-folder';
import { defineCommand, UsageError } from './command';
import { table } from './table';
import { todayOf } from './today';

export const actorsCommand = defineCommand({
  name: 'actors',
  summary: 'List the actors of a dossier, and what is in force against each on a day.',
  operands: ['DOSSIER'],
  options: {
    on: { value: 'DATE', help: 'the day to ask about, such as 2025-10-25; today by default' },
    json: { help: 'as JSON: each actor with its verdict, and the measures with the events that gave it' },
  },
  async run([path], given, { today }, terminal) {
    const day = given.on === undefined ? todayOf(today) : readDay(given.on);
    const { dossier } = await checkDossierFolder(path ?? '.');
    if (given.json) terminal.print(JSON.stringify(asData(dossier, day), null, 2));
    else for (const line of asTable(dossier, day)) terminal.print(line);
    return 0;
  },
});

function readDay(text: string): number {
  const day = v.safeParse(Day, text);
  if (!day.success) throw new UsageError(`--on ${day.issues[0].message}; "${text}" is not.`);
  return parseDay(day.output);
}

/** Actors under some sanction at any time first, then by name. */
function inOrder(dossier: Dossier): Actor[] {
  const sanctioned = sanctionedActors(dossier);
  return [...dossier.actors.values()].sort(
    (a, b) => Number(sanctioned.has(b.id)) - Number(sanctioned.has(a.id)) || compareNames(a.name, b.name),
  );
}

function asData(dossier: Dossier, day: number) {
  return {
    on: formatDay(day),
    actors: inOrder(dossier).map(({ id, name, type }) => {
      const measures = measuresOn(dossier, day, id);
      return { id, name, type, verdict: verdictOf(measures), measures: measures.map(measureAsData) };
    }),
  };
}

function measureAsData({ sanction, phase, suspensions }: Measure) {
  return {
    event: sanction.id,
    title: sanction.title,
    period: sanction.date,
    phase,
    suspensions: suspensions.map(({ waiver, phase: waiverPhase, replaces }) => ({
      event: waiver.id,
      title: waiver.title,
      period: waiver.inForce,
      phase: waiverPhase,
      supersedes: replaces.map(({ id }) => id),
    })),
  };
}

function asTable(dossier: Dossier, day: number): string[] {
  const rows = inOrder(dossier).map((actor) => {
    const measures = measuresOn(dossier, day, actor.id);
    const verdict = measures.length === 0 ? '' : verdictLabels[verdictOf(measures)];
    return [actor.name, actorTypeNames[actor.type].singular, verdict, measures.map(inWords).join(' ')];
  });
  return table([`On ${dateInWords(readEdtf(formatDay(day)), 'short')}`, 'Type', 'In force', 'By'], rows);
}

function inWords(measure: Measure): string {
  const cuts = measure.suspensions.map(
    (suspension) => ` ${suspensionInWords(suspension)} ${suspension.waiver.label ?? suspension.waiver.title}.`,
  );
  return `${measureInWords(measure)}${cuts.join('')}`;
}
