import { createSvg } from '../page/dom.ts';
import { type IconName, iconPaths } from './icon-paths.ts';

/** A decoration: the word beside it says the same. */
export const createIcon = (name: IconName): SVGSVGElement =>
  createSvg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' },
    createSvg('path', { d: iconPaths[name] }),
  );
