import { resolve } from 'node:path'
import { rspack } from '@rspack/core'

const swc = {
  loader: 'builtin:swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
}
const compiler = rspack({
  mode: 'production',
  entry: './src/main.tsx',
  output: { path: resolve('dist/rspack'), filename: 'main.js', cssFilename: 'main.css' },
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      { test: /\.tsx$/, use: swc },
      { test: /\.css$/, type: 'css/auto' },
    ],
  },
  performance: { hints: false },
})
compiler.run((error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString())
    process.exitCode = 1
  }
  compiler.close(() => {})
})
