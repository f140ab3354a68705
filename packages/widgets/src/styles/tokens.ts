import { css } from 'lit'

/**
 * Tokens a page may set on a widget, on anything around it or on `:root`; what it does not set follows. The font is always the page's own
 * unless `--sk-font` is set.
 */
export const publicTokens = ['--sk-accent', '--sk-on-accent', '--sk-font', '--sk-radius-1', '--sk-radius-2', '--sk-radius-3', '--sk-surface', '--sk-text', '--sk-line'] as const

/** Every value of the look that a widget draws with, light and dark; `data-theme` is the scheme in force. */
export const tokens = css`
  :host {
    color-scheme: light;
    --sk-surface: #ffffff;
    --sk-sunken: #f2f1ee;
    --sk-hover: #f5f4f1;
    --sk-line: #e6e4df;
    --sk-line-strong: #d3d0c9;
    --sk-line-control: #8f8b83;
    --sk-text: #1c1a17;
    --sk-text-2: #57534c;
    --sk-text-3: #6b675f;
    --sk-accent: #2f4fd0;
    --sk-accent-hover: #2742b4;
    --sk-on-accent: #ffffff;
    --sk-accent-text: #2a47bd;
    --sk-accent-soft: #eef1fc;
    --sk-accent-line: #c3cdf4;
    --sk-success: #1b6e42;
    --sk-success-soft: #e8f3ec;
    --sk-success-line: #b9dbc6;
    --sk-warning: #85520a;
    --sk-warning-soft: #faf1df;
    --sk-warning-line: #ebd3a2;
    --sk-danger: #b3261e;
    --sk-danger-soft: #fcedeb;
    --sk-danger-line: #f1c4bf;
    --sk-on-danger: #ffffff;
    --sk-shadow-float: 0 0 0 1px rgb(28 26 23 / 0.06), 0 1px 2px rgb(28 26 23 / 0.06), 0 16px 40px -12px rgb(28 26 23 / 0.22);
    --sk-scrim: rgb(28 26 23 / 0.28);
    --sk-size-1: 12px;
    --sk-leading-1: 16px;
    --sk-size-2: 14px;
    --sk-leading-2: 20px;
    --sk-size-3: 17px;
    --sk-leading-3: 24px;
    --sk-size-4: 20px;
    --sk-leading-4: 28px;
    --sk-size-5: 29px;
    --sk-leading-5: 36px;
    --sk-weight: 400;
    --sk-weight-strong: 600;
    --sk-track-tight: -0.011em;
    --sk-1: 4px;
    --sk-2: 8px;
    --sk-3: 12px;
    --sk-4: 16px;
    --sk-5: 20px;
    --sk-6: 24px;
    --sk-8: 32px;
    --sk-10: 40px;
    --sk-12: 48px;
    --sk-16: 64px;
    --sk-control-touch: 44px;
    --sk-measure: 64ch;
    --sk-radius-1: 6px;
    --sk-radius-2: 10px;
    --sk-radius-3: 16px;
    --sk-fast: 150ms;
    --sk-slow: 200ms;
    --sk-ease: cubic-bezier(.2, .8, .2, 1);
    --sk-z-widget: 2147483000;
    --sk-focus: 0 0 0 2px var(--sk-surface), 0 0 0 4px var(--sk-accent-text);
    --sk-focus-field: 0 0 0 1px var(--sk-accent-text), 0 0 0 4px var(--sk-accent-soft);
    --sk-font: inherit;
  }
  :host([data-theme='dark']) {
    color-scheme: dark;
    --sk-surface: #191918;
    --sk-sunken: #20201e;
    --sk-hover: #20201e;
    --sk-line: #2b2a28;
    --sk-line-strong: #3d3b38;
    --sk-line-control: #77736b;
    --sk-text: #f0eeea;
    --sk-text-2: #b9b5ad;
    --sk-text-3: #98948b;
    --sk-accent: #4a68e4;
    --sk-accent-hover: #4260d8;
    --sk-on-accent: #ffffff;
    --sk-accent-text: #9db1ff;
    --sk-accent-soft: #1d2238;
    --sk-accent-line: #36426f;
    --sk-success: #6fcf97;
    --sk-success-soft: #15261c;
    --sk-success-line: #274934;
    --sk-warning: #e5b45c;
    --sk-warning-soft: #2a2113;
    --sk-warning-line: #51401f;
    --sk-danger: #ff8f85;
    --sk-danger-soft: #2f1917;
    --sk-danger-line: #5c2d29;
    --sk-on-danger: #2a0d0a;
    --sk-shadow-float: 0 0 0 1px rgb(255 255 255 / 0.08), 0 16px 40px -8px rgb(0 0 0 / 0.7);
    --sk-scrim: rgb(0 0 0 / 0.56);
  }
  @media (prefers-contrast: more) {
    :host {
      --sk-line: var(--sk-line-control);
      --sk-line-strong: var(--sk-text-2);
      --sk-line-control: var(--sk-text);
      --sk-text-3: var(--sk-text-2);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --sk-fast: 0ms;
      --sk-slow: 0ms;
    }
  }
  @supports (color: oklch(from red l c h)) {
    :host([data-accent]) {
      --sk-accent-hover: oklch(from var(--sk-accent) calc(l - 0.06) c h);
      --sk-accent-text: oklch(from var(--sk-accent) min(l, 0.48) c h);
      --sk-accent-soft: color-mix(in oklab, var(--sk-accent) 8%, var(--sk-surface));
      --sk-accent-line: color-mix(in oklab, var(--sk-accent) 28%, var(--sk-surface));
    }
    :host([data-accent][data-theme='dark']) {
      --sk-accent-text: oklch(from var(--sk-accent) max(l, 0.76) c h);
      --sk-accent-soft: color-mix(in oklab, var(--sk-accent) 16%, var(--sk-surface));
      --sk-accent-line: color-mix(in oklab, var(--sk-accent) 40%, var(--sk-surface));
    }
  }
`
