// Calendars as somebody else's program reads them: ical.js, which shares nothing with Callboard.

import ICAL from "ical.js";

/// The instants between which the events of a calendar are, in milliseconds, in order.
export function spans(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) oneDateEach(zone);
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  const instant = (time) => time.toUnixTime() * 1000;
  const spans = events.map((event) => [instant(event.startDate), instant(event.endDate)]);
  return spans.sort(([start, end], [otherStart, otherEnd]) => start - otherStart || end - otherEnd);
}

/// Of the clock changes in a list ical.js takes the first only. One in each line means the same
/// (RFC 5545, 3.8.5.2).
function oneDateEach(zone) {
  for (const change of zone.getAllSubcomponents()) {
    for (const list of change.getAllProperties("rdate")) {
      change.removeProperty(list);
      for (const date of list.getValues()) change.addPropertyWithValue("rdate", date);
    }
  }
}
