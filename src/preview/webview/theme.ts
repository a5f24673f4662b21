import { Color } from 'three';

/** The colours of edges, which stand out from what they are on. */
export interface Edges {
  readonly onBright: Color;
  readonly onDark: Color;
}

/**
 * How bright a part may be, from 0 to 1, so that it stands out from the background whatever its colour is: white ends
 * below a light background, and black begins above a dark one.
 */
export interface Shades {
  /** How bright a part is where no light falls. */
  readonly unlit: number;
  /** Black and white where they are fully lit. */
  readonly black: number;
  readonly white: number;
}

/** For surfaces, and for lines alone, which are harder to see. */
export const shadesOn = {
  light: { surface: { unlit: 0, black: 0.11, white: 0.89 }, lines: { unlit: 0, black: 0.05, white: 0.6 } },
  dark: { surface: { unlit: 0.13, black: 0.27, white: 1 }, lines: { unlit: 0.35, black: 0.5, white: 1 } },
} as const;

/** The colours of the picture, from the editor's theme. */
export interface Theme {
  readonly background: Color;
  readonly edges: Edges;
  /** For surfaces, and for a wireframe. */
  readonly shades: Shades;
  readonly wireShades: Shades;
  readonly part: Color;
  readonly grid: Color;
  readonly highlight: Color;
  readonly section: Color;
  readonly dark: boolean;
  readonly highContrast: boolean;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, otherwise: string): Color => {
    const value = style.getPropertyValue(name).trim();
    const found = new Color();
    found.setStyle(toRgb(value === '' ? otherwise : value));
    return found;
  };
  const { classList } = document.body;
  const dark =
    classList.contains('vscode-dark') ||
    (classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light'));
  const highContrast = classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light');
  const background = colour('--vscode-editor-background', dark ? '#1e1e1e' : '#ffffff');
  const foreground = colour('--vscode-editor-foreground', dark ? '#d4d4d4' : '#333333');
  return {
    background,
    edges: edgesOn(dark, highContrast),
    shades: dark ? shadesOn.dark.surface : shadesOn.light.surface,
    wireShades: dark ? shadesOn.dark.lines : shadesOn.light.lines,
    part: new Color(dark ? 0xb4c7d9 : 0xc0cfdc),
    grid: background.clone().lerp(foreground, highContrast ? 0.5 : 0.2),
    highlight: colour('--vscode-charts-orange', '#ff9f1c'),
    section: colour('--vscode-charts-red', '#d05a5a'),
    dark,
    highContrast,
  };
}

function edgesOn(dark: boolean, highContrast: boolean): Edges {
  if (highContrast) return { onBright: new Color(0x000000), onDark: new Color(0xffffff) };
  return { onBright: new Color(dark ? 0x0b0d10 : 0x2a3038), onDark: new Color(dark ? 0x98a3ad : 0xa4aeb8) };
}

/** Calls back whenever the theme changes. */
export function watchTheme(onChange: () => void): MutationObserver {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'],
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return observer;
}

/** A colour without its alpha, since three reads neither an alpha nor `#rrggbbaa`. */
function toRgb(value: string): string {
  if (/^#[0-9a-f]{8}$/i.test(value)) return value.slice(0, 7);
  return value.replace(/^rgba\(([^,]+,[^,]+,[^,]+),[^)]*\)$/, 'rgb($1)');
}
