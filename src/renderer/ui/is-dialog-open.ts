// Whether a dialog or a menu stands over the page, which then keeps to itself what would change the page under it.

export function isDialogOpen(): boolean {
  return document.querySelector('[data-modal][data-open]') !== null
}
