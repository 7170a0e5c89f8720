"use client";

import { useSyncExternalStore } from "react";

/** Whether the browser believes that it has a network; the server always thinks so. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, isOnline, onServer);
}

const isOnline = () => navigator.onLine;
const onServer = () => true;

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
