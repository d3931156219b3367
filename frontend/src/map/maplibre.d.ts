/** The URL of MapLibre's file (see vite.config.ts). */
declare module 'maplibre-file?url' {
  const url: string
  export default url
}
