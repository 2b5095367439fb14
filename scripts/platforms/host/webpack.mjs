import { resolve } from 'node:path'
import webpack from 'webpack'

const babel = {
  loader: 'babel-loader',
  options: {
    presets: ['@babel/preset-typescript', ['@babel/preset-react', { runtime: 'automatic' }]],
    plugins: [['babel-plugin-react-compiler', { panicThreshold: 'all_errors' }]],
  },
}
const compiler = webpack({
  mode: 'production',
  entry: './src/main.tsx',
  output: { path: resolve('dist/webpack'), filename: 'main.js' },
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      { test: /\.tsx$/, use: babel },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
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
