"use client";

import { useRouter } from "next/navigation";
import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";

type How = {
  /** Typing leaves no trail: Back undoes whole choices. */
  replace?: boolean;
  /** Another page of rows is read from its beginning. */
  toTop?: boolean;
};
type Navigation = {
  go: (href: string, how?: How) => void;
  refresh: () => void;
  /** Says something to those who do not see the list. */
  say: (text: string) => void;
};

const NavigationContext = createContext<Navigation>({ go: () => {}, refresh: () => {}, say: () => {} });
const PendingContext = createContext(false);

/** How the list is taken elsewhere. The functions stay the same, so that nothing is drawn again for them. */
export function useListNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** Whether other rows are on their way. */
export function usePending(): boolean {
  return useContext(PendingContext);
}

/** The list's rows, for scrolling to and skipping to. */
export const LIST_ID = "tokens";

type Props = {
  /** The list's address: when another has come, `loaded` is said. */
  address: string;
  loaded: string;
  children: ReactNode;
};

/** Keeps the old rows where they are until the new ones have come, and says then what came. */
export function ListNavigation({ address, loaded, children }: Props) {
  const [pending, start] = useTransition();
  const [said, say] = useState("");
  const [came, setCame] = useState("");
  const router = useRouter();
  const toTop = useRef(false);
  const before = useRef(address);
  const navigation = useMemo<Navigation>(
    () => ({
      go: (href, how = {}) => {
        toTop.current = how.toTop === true;
        start(() => (how.replace ? router.replace : router.push)(href, { scroll: false }));
      },
      refresh: () => start(() => router.refresh()),
      say,
    }),
    [router],
  );
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    setCame(loaded);
    if (toTop.current) document.getElementById(LIST_ID)?.scrollIntoView({ block: "start" });
  }, [address, loaded]);
  return (
    <NavigationContext value={navigation}>
      <PendingContext value={pending}>{children}</PendingContext>
      <p role="status" className="sr-only">
        {came}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </NavigationContext>
  );
}

/** A link to another state of the list; without a script, and in another tab, a link like any other. */
export function ListLink({ href, toTop = false, ...rest }: ComponentProps<"a"> & { href: string; toTop?: boolean }) {
  const { go } = useListNavigation();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href, { toTop });
  };
  return <a {...rest} href={href} onClick={follow} />;
}
