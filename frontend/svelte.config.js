import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

/** Styles go into files of their own: the page's policy allows none in the document. */
export default { preprocess: vitePreprocess(), compilerOptions: { css: 'external', runes: true } }
