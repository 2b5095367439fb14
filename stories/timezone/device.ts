/** Sets the time zone of the device and clears dismissals. */
export function setDevice(timeZone: string): void {
  localStorage.clear()
  const options = { ...new Intl.DateTimeFormat().resolvedOptions(), timeZone }
  Intl.DateTimeFormat.prototype.resolvedOptions = () => options
}
