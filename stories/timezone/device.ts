/** Makes this page's device report a zone, and forget what was dismissed on it. */
export function setDevice(timeZone: string): void {
  localStorage.clear()
  const options = { ...new Intl.DateTimeFormat().resolvedOptions(), timeZone }
  Intl.DateTimeFormat.prototype.resolvedOptions = () => options
}
