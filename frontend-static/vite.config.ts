/// <reference types="vitest/config" />
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Connect, type Plugin } from 'vite'

/** Answers /api from the test fixtures, so that the pages can be worked on without the API. */
function fixtureApi(): Plugin {
  return {
    name: 'mingjia-fixture-api',
    async configureServer(server) {
      const { fixtureMiddleware } = (await server.ssrLoadModule('/test/fixture/middleware.ts')) as {
        fixtureMiddleware: () => Connect.NextHandleFunction
      }
      server.middlewares.use(fixtureMiddleware())
    },
  }
}

export default defineConfig(({ mode }) => ({
  plugins: [vue(), ...(mode === 'fixture' ? [fixtureApi()] : [])],
  resolve: {
    // one source of the verifier: the script that is downloaded is what the page runs
    alias: { '@verify': fileURLToPath(new URL('../ops/verify', import.meta.url)) },
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    // what the build leaves here is exactly what the jar serves
    outDir: 'target/classes/static',
    emptyOutDir: true,
    manifest: true,
    // county offices keep old browsers for long
    target: ['chrome87', 'edge88', 'firefox90', 'safari14'],
    // one style sheet fewer to wait for is worth more than a data URL
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // on a slow link a few files beat many: one style sheet, Vue, the shared parts, and one file a page
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules/ },
            { name: 'shared', test: /src[\\/](ui|api|text)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: ['.', '../ops/verify'] },
    proxy:
      mode === 'fixture'
        ? {}
        : { '/api': { target: process.env.MINGJIA_API ?? 'http://localhost:8080' } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['src/**/*.spec.ts', 'test/fixture/**/*.spec.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.spec.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.spec.ts'],
          testTimeout: 30_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          environment: 'node',
          include: ['test/screenshots/**/*.spec.ts'],
          testTimeout: 30_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
}))
