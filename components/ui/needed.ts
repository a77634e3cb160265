/** A browser notification for who is needed while they look elsewhere; only after they asked for it in the settings. */
const chosen = 'xio_needed';

export type NeededChoice = 'on' | 'off' | 'denied' | 'unknown';

/** What was chosen in this browser; `unknown` where it knows no notifications, `denied` where it was told to refuse them. */
export function neededChoice(): NeededChoice {
  if (typeof Notification === 'undefined') return 'unknown';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(chosen) === 'on' ? 'on' : 'off';
}

/** Asks the browser for its leave; to be called from a click alone. */
export async function chooseNeeded(on: boolean): Promise<NeededChoice> {
  if (on && (await Notification.requestPermission()) !== 'granted') return neededChoice();
  localStorage.setItem(chosen, on ? 'on' : 'off');
  return neededChoice();
}

/** Tells who is away; a press on it comes back here and goes to `href`. The same `tag` is told once for all tabs. */
export function callForReader({
  tag,
  title,
  text,
  href,
}: {
  tag: string;
  title: string;
  text: string;
  href: string;
}): void {
  if (document.visibilityState === 'visible' || neededChoice() !== 'on') return;
  const told = new Notification(title, { body: text, tag, icon: '/icon.svg' });
  told.onclick = () => {
    window.focus();
    if (location.pathname + location.search !== href) location.assign(href);
    told.close();
  };
}
