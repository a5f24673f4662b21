import { Color } from 'three';

/** The colours of the picture, from the editor's theme. */
export interface Theme {
  readonly background: Color;
  readonly edges: Color;
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
    edges: highContrast ? foreground.clone() : dark ? new Color(0x0b0d10) : new Color(0x2a3038),
    part: new Color(dark ? 0x9fb2c4 : 0xa9b8c6),
    grid: background.clone().lerp(foreground, highContrast ? 0.5 : 0.2),
    highlight: colour('--vscode-charts-orange', '#ff9f1c'),
    section: colour('--vscode-charts-red', '#d05a5a'),
    dark,
    highContrast,
  };
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

/** three reads neither an alpha nor `#rrggbbaa`; the alpha is left out. */
function toRgb(value: string): string {
  if (/^#[0-9a-f]{8}$/i.test(value)) return value.slice(0, 7);
  return value.replace(/^rgba\(([^,]+,[^,]+,[^,]+),[^)]*\)$/, 'rgb($1)');
}
