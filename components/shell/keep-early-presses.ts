/** What a page tells its document once its components answer to presses. */
export const takenOver = "signalbox:taken-over";

/**
 * Keeps what somebody presses, chooses and types before the page's components answer, and gives it to them once they do, in order;
 * of one thing pressed several times the last. Otherwise it would be lost without a word, or sent by the browser itself. Links lead on at
 * once, as ever.
 *
 * It goes into the page as text, to run before anything can be pressed: nothing from outside of it may be used in it.
 */
export function keepEarlyPresses(takenOverEvent: string): void {
  type GiveAgain = (element: Element) => void;
  const kept = new Map<Element, { place: string; giveAgain: GiveAgain }>();

  function keep(element: Element, giveAgain: GiveAgain): void {
    kept.delete(element);
    kept.set(element, { place: placeOf(element), giveAgain });
    if (element.matches("button")) element.setAttribute("data-kept", "");
  }

  /** By tags and numbers from the top: where the page is made anew, what stands there is another element with perhaps another id. */
  function placeOf(element: Element): string {
    const steps: string[] = [];
    for (let at = element; at.parentElement; at = at.parentElement) {
      const { localName, parentElement } = at;
      const alike = Array.from(parentElement.children).filter((each) => each.localName === localName);
      steps.unshift(`${localName}:nth-of-type(${alike.indexOf(at) + 1})`);
    }
    return steps.join(" > ");
  }

  /** Neither the browser nor components of which only some answer already take it as well. */
  function wait(event: Event): void {
    if (event.type === "click" || event.type === "submit") event.preventDefault();
    event.stopImmediatePropagation();
  }

  function keepPress(event: MouseEvent): void {
    const at = event.target;
    if (!(at instanceof Element)) return;
    const control = at.closest("button, [type=checkbox], [type=radio], [type=submit]");
    // The browser answers to these by itself; a label presses its field, and that press comes along here, too.
    if (!control && at.closest("a[href], label, input, textarea, select, summary")) return;
    wait(event);
    keep(control ?? at, (element) => {
      // What opens a menu listens to the pointer, everything else to the press.
      if (element.matches("[aria-haspopup=menu]"))
        element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, cancelable: true }));
      element.dispatchEvent(new MouseEvent("click", event));
    });
  }

  function keepSending(event: SubmitEvent): void {
    wait(event);
    if (event.target instanceof HTMLFormElement)
      keep(event.target, (form) => form instanceof HTMLFormElement && form.requestSubmit());
  }

  const isField = (target: EventTarget | null) =>
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

  function keepEntry(event: Event): void {
    if (!isField(event.target) || event.target.matches("[type=checkbox], [type=radio]")) return;
    wait(event);
    const { value } = event.target;
    keep(event.target, (field) => {
      if (field instanceof HTMLSelectElement) field.value = value;
      else if (isField(field) && field.type !== "file") {
        // A component hears of a value only when it is another one than it last knew of.
        const prototype =
          field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
        field.value = "";
        Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return;
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  async function takeOver(): Promise<void> {
    removeEventListener("click", keepPress, true);
    removeEventListener("submit", keepSending, true);
    removeEventListener("input", keepEntry, true);
    removeEventListener("change", keepEntry, true);
    for (const [element, { place, giveAgain }] of kept) {
      element.removeAttribute("data-kept");
      const there = element.isConnected ? element : document.querySelector(place);
      if (there?.localName === element.localName) giveAgain(there);
      // What one changes, the next one is to find.
      await new Promise((done) => setTimeout(done));
    }
  }

  addEventListener("click", keepPress, true);
  addEventListener("submit", keepSending, true);
  addEventListener("input", keepEntry, true);
  addEventListener("change", keepEntry, true);
  document.addEventListener(takenOverEvent, takeOver, { once: true });
}
