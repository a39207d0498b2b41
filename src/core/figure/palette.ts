import type { EventKind } from '#core/model/event';
import type { FigureTheme } from '#core/model/view';

/** The colours of a figure, as six-digit hexadecimals. */
export interface Palette {
  readonly paper: string;
  /** Ground of what has no date yet, and of panels. */
  readonly sunken: string;
  readonly ink: string;
  readonly quietInk: string;
  readonly faintInk: string;
  readonly rule: string;
  readonly kinds: Readonly<Record<EventKind, string>>;
  /** Share of the kind's colour in a soft band and in the hatch of a disputed one. */
  readonly bandOpacity: number;
  readonly hatchOpacity: number;
}

const inks = { ink: '#14181F', quietInk: '#414A57', faintInk: '#5D6673' } as const;

/** One ink on paper: kinds are told apart by shape, standings by fill, nothing by colour. */
const oneInk = '#1450A8';

/** The palettes by theme. Kinds and inks have the values of the interface's design tokens. */
export const palettes: Readonly<Record<FigureTheme, Palette>> = {
  light: {
    paper: '#FFFFFF',
    sunken: '#F4F5F7',
    ...inks,
    rule: '#CDD3DB',
    kinds: {
      meeting: '#1450A8',
      sanction: '#9C3500',
      waiver: '#0B9483',
      deadline: '#C07600',
      statement: '#A06FD6',
      document: '#3A3D42',
      action: '#656553',
    },
    bandOpacity: 0.17,
    hatchOpacity: 0.5,
  },
  dark: {
    paper: '#14171C',
    sunken: '#1D2127',
    ink: '#ECEEF1',
    quietInk: '#BBC2CC',
    faintInk: '#939CA9',
    rule: '#39404A',
    kinds: {
      meeting: '#86C6FD',
      sanction: '#F2612C',
      waiver: '#1FA592',
      deadline: '#F2CF52',
      statement: '#A07ADA',
      document: '#DDE1E4',
      action: '#5A7087',
    },
    bandOpacity: 0.24,
    hatchOpacity: 0.5,
  },
  // Greys that stay apart in print: a step of lightness (CIE L*) of seven or more between neighbours.
  grey: {
    paper: '#FFFFFF',
    sunken: '#F3F3F3',
    ink: '#141414',
    quietInk: '#404040',
    faintInk: '#5C5C5C',
    rule: '#CCCCCC',
    kinds: {
      meeting: '#383838',
      sanction: '#111111',
      waiver: '#777777',
      deadline: '#5E5E5E',
      statement: '#8C8C8C',
      document: '#4B4B4B',
      action: '#252525',
    },
    bandOpacity: 0.2,
    hatchOpacity: 0.6,
  },
  ink: {
    paper: '#FFFFFF',
    sunken: '#EFF3F9',
    ink: '#0D3775',
    quietInk: '#1F4A8C',
    faintInk: '#355E9D',
    rule: '#C4D3E9',
    kinds: {
      meeting: oneInk,
      sanction: oneInk,
      waiver: oneInk,
      deadline: oneInk,
      statement: oneInk,
      document: oneInk,
      action: oneInk,
    },
    bandOpacity: 0.17,
    hatchOpacity: 0.5,
  },
};
