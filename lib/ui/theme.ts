/** The theme of Mantine, made of the tokens in `tokens.css`: one accent, small radii, both schemes from the same names. */
import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e3f0f0',
  '#c9e3e3',
  '#9fd0d1',
  '#62c4c7',
  '#3fa6a9',
  '#218a8e',
  '#0d6a6e',
  '#0a5659',
  '#084548',
  '#063336',
]

export const theme: MantineThemeOverride = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.35' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  breakpoints: { xs: '30em', sm: '37.5em', md: '56.25em', lg: '75em', xl: '90em' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { size: 'sm' } },
    // Locking the page's scroll would write a style element without a nonce.
    Modal: { defaultProps: { centered: true, lockScroll: false, overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.4 } } },
  },
})

/** Mantine's own names point at ours, so that a component needs no colour of its own in either scheme. */
export function variables(): ReturnType<CSSVariablesResolver> {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-button)',
    '--mantine-primary-color-filled': 'var(--accent-fill)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-color-accent-filled': 'var(--accent-fill)',
    '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
    '--mantine-color-accent-outline': 'var(--accent)',
    '--mantine-color-accent-light': 'var(--accent-soft)',
    '--mantine-color-accent-light-color': 'var(--accent)',
    '--mantine-color-red-filled': 'var(--red)',
    '--mantine-color-red-outline': 'var(--red)',
    '--mantine-color-red-light': 'var(--red-soft)',
    '--mantine-color-red-light-color': 'var(--red)',
  }
  return {
    variables: {},
    light: { ...shared, '--mantine-color-gray-4': 'var(--line-field)' },
    dark: {
      ...shared,
      '--mantine-color-dark-4': 'var(--line-field)',
      '--mantine-color-dark-5': 'var(--line)',
      '--mantine-color-dark-6': 'var(--raised)',
      '--mantine-color-dark-7': 'var(--surface)',
      '--mantine-color-dark-8': 'var(--bg)',
    },
  }
}
