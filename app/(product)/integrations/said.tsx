import styles from '@/components/integrations/integrations.module.css';
import { Icon } from '@/components/ui/icon';
import { readerLanguage } from '@/lib/auth/action';
import { signInRefusals } from '@/lib/services/integrations/sign-in';
import { sentence } from '@/lib/services/sentences';

/** How the way to Notion and back ended, where it ended badly; an address can have only our own sentences said. */
export async function Said({ code }: { code: string | undefined }) {
  const known = signInRefusals.find((one) => one === code);
  if (!known) return null;
  return (
    <p role="alert" className={`trouble ${styles.said}`}>
      <Icon name="trouble" size={14} /> {sentence(await readerLanguage(), known)}
    </p>
  );
}
