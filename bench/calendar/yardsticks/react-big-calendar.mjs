import { format, getDay, parse, startOfWeek } from "date-fns";
import { enGB } from "date-fns/locale/en-GB";
import { createElement } from "react";
import { Calendar, dateFnsLocalizer } from "react-big-calendar";
import withDragAndDropModule from "react-big-calendar/lib/addons/dragAndDrop";
import { createRoot } from "react-dom/client";
import "react-big-calendar/lib/addons/dragAndDrop/styles.css";
import "react-big-calendar/lib/css/react-big-calendar.css";

const withDragAndDrop = withDragAndDropModule.default ?? withDragAndDropModule;
const { view, date, events } = await (await fetch("/events.json")).json();
const element = document.getElementById("calendar");
if (element === null) throw new Error("the page has no place for the calendar");
const day = new Date(date);
createRoot(element).render(
  createElement(withDragAndDrop(Calendar), {
    localizer: dateFnsLocalizer({ format, parse, startOfWeek, getDay, locales: { "en-GB": enGB } }),
    culture: "en-GB",
    events: events.map(({ id, title, start, end }) => ({ id, title, start: new Date(start), end: new Date(end) })),
    defaultView: view === "week" ? "week" : "month",
    views: ["week", "month"],
    defaultDate: day,
    scrollToTime: new Date(day.getFullYear(), day.getMonth(), day.getDate(), 6),
    step: 15,
    style: { height: 860 },
    onEventDrop: () => undefined,
  }),
);
