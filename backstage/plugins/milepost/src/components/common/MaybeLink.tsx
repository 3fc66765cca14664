import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';

/** A link where there is something to link to, else its text. */
export function MaybeLink(props: {
  href?: string;
  label?: string;
  children: ReactNode;
}) {
  return props.href ? (
    <Link href={props.href} aria-label={props.label}>
      {props.children}
    </Link>
  ) : (
    <>{props.children}</>
  );
}

/** A link that comes from a document. Other schemes than those of the web could run code. */
export function WebLink(props: {
  href: string | null;
  label?: string;
  children: ReactNode;
}) {
  const href = props.href && /^https?:\/\//i.test(props.href);
  return (
    <MaybeLink href={href ? props.href! : undefined} label={props.label}>
      {props.children}
    </MaybeLink>
  );
}
