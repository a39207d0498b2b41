import type {
  Font,
  GradientPaint,
  Paint,
  PathNode,
  RectNode,
  Scene,
  SceneNode,
  Stroke,
  TextNode,
} from '#core/figure/scene';
import { directed } from '#core/figure/direction';
import { at } from '#core/figure/scene';
import { escapeXml } from '#core/figure/xml';

const families = {
  sans: 'Inter, Noto Sans Arabic, Noto Sans Hebrew, Helvetica Neue, Arial, sans-serif',
  serif: 'Source Serif 4, Noto Sans Arabic, Noto Sans Hebrew, Source Serif Pro, Georgia, serif',
} as const;

/**
 * Writes a scene as an SVG document: text stays text, there are only presentation attributes (a strict content security
 * policy forbids inline styles), and nothing refers to anything outside. The same scene gives the same bytes.
 */
export function toSvg(scene: Scene): string {
  const gradients = new Gradients();
  const groups = namedGroups(scene).map(({ id, name, nodes }) => {
    const lines = nodes.map((node) => `    ${writeNode(node, gradients)}\n`).join('');
    return `  <g id="${id}" data-name="${escapeXml(name)}">\n${lines}  </g>\n`;
  });
  const size = `width="${at(scene.width)}pt" height="${at(scene.height)}pt"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${at(scene.width)} ${at(scene.height)}"` +
    ` role="img" aria-labelledby="figure-title figure-description" lang="${escapeXml(scene.language)}">\n` +
    `  <title id="figure-title">${escapeXml(scene.title)}</title>\n` +
    `  <desc id="figure-description">${escapeXml(scene.description)}</desc>\n` +
    gradients.write() +
    groups.join('') +
    '</svg>\n'
  );
}

/** Groups with ids made of their names: unique, and plain enough for every XML reader. */
function namedGroups(scene: Scene) {
  const taken = new Set<string>();
  return scene.groups.map((group) => {
    const words = group.name
      .normalize('NFD')
      .toLowerCase()
      .match(/[a-z0-9]+/g);
    const stem = `figure-${words?.join('-') ?? 'part'}`;
    let id = stem;
    for (let count = 2; taken.has(id); count += 1) id = `${stem}-${count}`;
    taken.add(id);
    return { id, ...group };
  });
}

/** Collects the gradients that shapes use, each once, numbered in order of first use. */
class Gradients {
  readonly #idByMarkup = new Map<string, string>();

  reference(gradient: GradientPaint): string {
    const stops = gradient.stops
      .map((stop) => {
        const opacity = stop.opacity === 1 ? '' : ` stop-opacity="${at(stop.opacity)}"`;
        return `<stop offset="${fraction(stop.offset)}" stop-color="${stop.colour}"${opacity}/>`;
      })
      .join('');
    const { x1, y1, x2, y2 } = gradient;
    const line = `x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"`;
    const markup = ` gradientUnits="userSpaceOnUse" ${line}>${stops}</linearGradient>`;
    const id = this.#idByMarkup.get(markup) ?? `figure-paint-${this.#idByMarkup.size + 1}`;
    this.#idByMarkup.set(markup, id);
    return `url(#${id})`;
  }

  write(): string {
    if (this.#idByMarkup.size === 0) return '';
    const lines = [...this.#idByMarkup].map(([markup, id]) => `    <linearGradient id="${id}"${markup}\n`);
    return `  <defs>\n${lines.join('')}  </defs>\n`;
  }
}

function writeNode(node: SceneNode, gradients: Gradients): string {
  switch (node.type) {
    case 'rect':
      return writeRect(node, gradients);
    case 'path':
      return writePath(node, gradients);
    case 'text':
      return writeText(node);
  }
}

function writeRect(node: RectNode, gradients: Gradients): string {
  const radius = node.radius === undefined ? '' : ` rx="${at(node.radius)}"`;
  const box = `x="${at(node.x)}" y="${at(node.y)}" width="${at(node.width)}" height="${at(node.height)}"${radius}`;
  return `<rect ${box}${writeFill(node.fill, gradients)}${writeStroke(node.stroke, gradients)}/>`;
}

function writePath(node: PathNode, gradients: Gradients): string {
  const { place } = node;
  const transform =
    place === undefined ? '' : ` transform="translate(${at(place.x)} ${at(place.y)}) scale(${at(place.scale)})"`;
  return `<path${transform} d="${node.data}"${writeFill(node.fill, gradients)}${writeStroke(node.stroke, gradients)}/>`;
}

function writeFill(paint: Paint | undefined, gradients: Gradients): string {
  return paint === undefined ? ' fill="none"' : writePaint('fill', paint, gradients);
}

function writePaint(attribute: 'fill' | 'stroke', paint: Paint, gradients: Gradients): string {
  if (paint.type === 'gradient') return ` ${attribute}="${gradients.reference(paint)}"`;
  const opacity = paint.opacity === 1 ? '' : ` ${attribute}-opacity="${at(paint.opacity)}"`;
  return ` ${attribute}="${paint.colour}"${opacity}`;
}

function writeStroke(pen: Stroke | undefined, gradients: Gradients): string {
  if (pen === undefined) return '';
  const dash = pen.dash === undefined ? '' : ` stroke-dasharray="${pen.dash.map(at).join(' ')}"`;
  const cap = pen.cap === undefined ? '' : ` stroke-linecap="${pen.cap}"`;
  return `${writePaint('stroke', pen.paint, gradients)} stroke-width="${at(pen.width)}" stroke-linejoin="round"${dash}${cap}`;
}

function writeText(node: TextNode): string {
  let rise = 0;
  const spans = node.runs.map((run) => {
    const shift = rise - run.rise;
    rise = run.rise;
    const dy = shift === 0 ? '' : ` dy="${at(shift)}"`;
    // The halo of a raised run would cover the end of the letter before it.
    const noHalo = node.halo !== undefined && run.rise > 0 ? ' stroke="none"' : '';
    return `<tspan${dy}${noHalo} ${writeFont(run.font)} fill="${run.colour}">${escapeXml(directed(run.text))}</tspan>`;
  });
  const anchor = node.anchor === 'end' ? ' text-anchor="end"' : '';
  const halo =
    node.halo === undefined
      ? ''
      : ` paint-order="stroke" stroke="${node.halo}" stroke-width="3" stroke-linejoin="round"`;
  return `<text x="${at(node.x)}" y="${at(node.y)}"${anchor}${halo}>${spans.join('')}</text>`;
}

function writeFont(font: Font): string {
  return `font-family="${families[font.family]}" font-size="${at(font.size)}" font-weight="${font.weight}"`;
}

function fraction(offset: number): string {
  return String(Math.round(offset * 10_000) / 10_000);
}
