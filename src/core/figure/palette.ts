import type { EventKind } from '#core/model/event';

/** The colours of a figure, as six-digit hexadecimals. */
export interface Palette {
  readonly paper: string;
  /** Ground of the "No date yet" column. */
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

/** The palettes by theme. Kinds and inks have the values of the interface's design tokens. */
export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    paper: '#FFFFFF',
    sunken: '#F4F5F7',
    ink: '#14181F',
    quietInk: '#414A57',
    faintInk: '#5D6673',
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
};
