import JSZip from 'jszip';

const dateFields = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/**
 * A Word file with the clock taken out: dated with a day (UTC midnight in milliseconds) and not with the moment it was
 * written, so that the same brief gives the same bytes.
 */
export async function repack(file: Buffer, day: number): Promise<Buffer> {
  const zip = await JSZip.loadAsync(file);
  const date = new Date(day);
  const packed = new JSZip();
  for (const name of Object.keys(zip.files).sort()) {
    const entry = zip.files[name];
    if (entry === undefined || entry.dir) continue;
    const content = await entry.async('nodebuffer');
    const isProperties = name === 'docProps/core.xml';
    const dated = content.toString().replace(dateFields, (_, tag: string) => `${tag}${date.toISOString()}`);
    packed.file(name, isProperties ? dated : content, { date, createFolders: false });
  }
  return await packed.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
