"use client";

import { useEffect, useState } from "react";

/** The value once it has stood still for `millis`: what is typed is asked about when the typing rests. */
export function useDebounced<Value>(value: Value, millis = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}
