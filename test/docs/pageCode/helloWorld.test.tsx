import { render, screen } from '@testing-library/react'
import App from 'page:README.md:src/App.tsx'
import { describe, expect, it } from 'vitest'

describe('README: the hello world', () => {
  it('renders switches that can be changed, without a server', async () => {
    render(<App />)
    const comments = await screen.findByRole('switch', { name: 'Comments, Email' })
    const recap = screen.getByRole('switch', { name: 'Weekly recap, Email' })
    expect([comments.ariaChecked, recap.ariaChecked]).toEqual(['true', 'false'])
    recap.click()
    await expect.poll(() => document.body.textContent).toContain('Weekly recap, Email: on. Saved')
    expect(recap.ariaChecked).toBe('true')
  })
})
