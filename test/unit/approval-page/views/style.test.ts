import { describe, expect, it } from 'vitest';
import { palettes } from '../../../../src/approval-page/views/style.ts';

describe.each(Object.entries(palettes))('the %s colors of the page', (_, palette) => {
  const getLuminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const getContrast = (one: string, other: string) => {
    const [dark = 0, bright = 0] = [getLuminance(one), getLuminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  it.each([
    ['ink', 'page', 4.5],
    ['ink', 'card', 4.5],
    ['ink', 'inset', 4.5],
    ['soft', 'page', 4.5],
    ['soft', 'card', 4.5],
    ['soft', 'inset', 4.5],
    ['on-strong', 'strong', 4.5],
    ['danger', 'card', 4.5],
    ['danger', 'danger-back', 4.5],
    ['live', 'live-back', 4.5],
    ['test', 'test-back', 4.5],
    ['sandbox', 'sandbox-back', 4.5],
    ['good', 'good-back', 4.5],
    ['field', 'card', 3],
    ['strong', 'card', 3],
  ] as const)('the color %s is readable on %s', (front, back, least) => {
    expect(getContrast(palette[front], palette[back])).toBeGreaterThanOrEqual(least);
  });
});
