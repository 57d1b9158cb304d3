#include "core/recording/read_pass.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/recording/read_segment.h"

namespace core::recording {
namespace {

model::NotATask read_not_a_task(JsonCursor& in) {
  model::NotATask what;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "type") {
      what.type_name = read_text(value);
    } else if (key == "value") {
      what.value = read_payload(value);
    }
  });
  return what;
}

base::Location read_location(JsonCursor& in) {
  base::Location where;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "file") {
      where.file = read_text(value);
    } else if (key == "byte") {
      where.byte = static_cast<std::uint64_t>(value.integer());
    } else if (key == "line") {
      where.line = value.index();
    } else if (key == "column") {
      where.column = value.index();
    } else if (key == "jsonPath") {
      where.json_path = read_text(value);
    }
  });
  return where;
}

/// The members of every kind of outcome; which of them count is known when all are read.
struct OutcomeMembers {
  std::string kind, type, message, traceback, code, hint;
  model::Payload input;
  std::optional<model::Payload> value;
  model::PlaceIndex place = model::kNoPlace;
  base::Location where;
};

bool read_outcome_member(std::string_view key, JsonCursor& value, OutcomeMembers& members) {
  if (key == "kind") {
    members.kind = value.string();
  } else if (key == "type") {
    members.type = read_text(value);
  } else if (key == "message") {
    members.message = read_text(value);
  } else if (key == "traceback") {
    members.traceback = read_text(value);
  } else if (key == "code") {
    members.code = read_text(value);
  } else if (key == "hint") {
    members.hint = read_text(value);
  } else if (key == "value") {
    members.value = read_payload(value);
  } else if (key == "input") {
    members.input = read_payload(value);
  } else if (key == "place") {
    members.place = model::PlaceIndex{value.index()};
  } else if (key == "where") {
    members.where = read_location(value);
  } else {
    return false;
  }
  return true;
}

model::Outcome read_outcome(JsonCursor& in) {
  model::Outcome outcome;
  OutcomeMembers members;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "segment") {
      outcome.segment = read_segment(value);
    } else {
      read_outcome_member(key, value, members);
    }
  });
  if (members.kind == "waiting") {
    outcome.what = model::Waiting{};
  } else if (members.kind == "returned") {
    outcome.what = model::Returned{members.value.value_or(model::Payload())};
  } else if (members.kind == "raised") {
    outcome.what = model::Raised{members.type, members.message, members.traceback, members.place,
                                 members.value};
  } else if (members.kind == "continued_as_new") {
    outcome.what = model::ContinuedAsNew{members.input, members.value.value_or(model::Payload())};
  } else if (members.kind == "sdk_broke") {
    outcome.what = model::SdkBroke{members.type, members.message};
  } else if (members.kind == "not_run") {
    outcome.what = model::NotRun{{members.code, members.message, members.where, members.hint}};
  } else {
    in.fail(fmt::format("the pass ends in a way that this version does not know: \"{}\"",
                        base::printable(base::shorten(members.kind, 60))));
  }
  return outcome;
}

std::vector<model::PassDifference> read_differs(JsonCursor& in) {
  std::vector<model::PassDifference> differs;
  in.each_element([&](JsonCursor& element) {
    model::PassDifference& difference = differs.emplace_back();
    element.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "yield") {
        difference.yield = model::YieldIndex{value.index()};
      } else if (key == "logs") {
        difference.logs = read_logs(value);
      } else if (key == "locals") {
        difference.locals = read_text(value);
      }
    });
  });
  return differs;
}

model::Verdict read_verdict(JsonCursor& in) {
  model::Verdict verdict;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "rule") {
      verdict.rule = read_text(value);
    } else if (key == "event") {
      verdict.event = model::EventIndex{value.index()};
    } else if (key == "message") {
      verdict.message = read_text(value);
    }
  });
  return verdict;
}

void read_replaying(JsonCursor& in, model::Pass& pass) {
  in.each_element([&](JsonCursor& element) {
    auto& [from, is_replaying] = pass.replaying.emplace_back();
    element.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "from") {
        from = model::YieldIndex{value.index()};
      } else if (key == "is") {
        is_replaying = value.boolean();
      }
    });
  });
}

void read_pass_member(std::string_view key, JsonCursor& value, model::Pass& pass) {
  if (key == "number") {
    pass.number = value.index();
  } else if (key == "eventsEnd") {
    pass.events_end = model::EventIndex{value.index()};
  } else if (key == "trigger") {
    value.each_element([&](JsonCursor& event) { pass.trigger.emplace_back(event.index()); });
  } else if (key == "isConfirming") {
    pass.is_confirming = value.boolean();
  } else if (key == "spine") {
    pass.spine = model::SpineIndex{value.index()};
  } else if (key == "length") {
    pass.length = value.index();
  } else if (key == "firstFresh") {
    pass.first_fresh = value.index();
  } else if (key == "settledUnused") {
    pass.settled_unused = read_settled(value);
  } else if (key == "replaying") {
    read_replaying(value, pass);
  } else if (key == "outcome") {
    pass.outcome = read_outcome(value);
  } else if (key == "closing") {
    pass.closing = read_segment(value);
  } else if (key == "differs") {
    pass.differs = read_differs(value);
  } else if (key == "verdict") {
    pass.verdict = read_verdict(value);
  } else if (key == "warnings") {
    value.each_element([&](JsonCursor& text) { pass.warnings.push_back(read_text(text)); });
  } else if (key == "customStatus") {
    pass.custom_status = read_payload(value);
  }
}

}  // namespace

model::Yield read_yield(JsonCursor& in) {
  model::Yield yield;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (read_segment_member(key, value, yield.segment)) return;
    if (key == "task") {
      yield.what = model::TaskHandle{value.index()};
    } else if (key == "notATask") {
      yield.what = read_not_a_task(value);
    } else if (key == "place") {
      yield.place = model::PlaceIndex{value.index()};
    } else if (key == "frames") {
      value.each_element([&](JsonCursor& frame) { yield.frames.emplace_back(frame.index()); });
    }
  });
  return yield;
}

model::Spine read_spine(JsonCursor& in) {
  model::Spine spine;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "parent") {
      spine.parent = model::SpineIndex{value.index()};
    } else if (key == "fork") {
      spine.fork = value.index();
    } else if (key == "yields") {
      value.each_element([&](JsonCursor& yield) { spine.yields.push_back(read_yield(yield)); });
    }
  });
  return spine;
}

model::Pass read_pass(JsonCursor& in) {
  model::Pass pass;
  in.each_member(
      [&](std::string_view key, JsonCursor& value) { read_pass_member(key, value, pass); });
  return pass;
}

}  // namespace core::recording
