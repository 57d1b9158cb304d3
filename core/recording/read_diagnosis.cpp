#include "core/recording/read_diagnosis.h"

#include "core/recording/read_segment.h"
#include "core/recording/read_trace_members.h"
#include "core/recording/spelling.h"

namespace core::recording {
namespace {

model::Evidence read_evidence(JsonCursor& in) {
  model::Evidence note;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "kind") {
      note.kind = read_text(value);
    } else if (key == "detail") {
      note.detail = read_text(value);
    } else if (key == "isRefused") {
      note.is_refused = value.boolean();
    } else if (key == "place") {
      note.place = model::PlaceIndex{value.index()};
    } else if (key == "pass") {
      note.pass = model::PassIndex{value.index()};
    } else if (key == "yield") {
      note.yield = model::YieldIndex{value.index()};
    }
  });
  return note;
}

std::optional<model::Divergence> read_divergence(JsonCursor& in) {
  if (in.is_null()) return std::nullopt;
  model::Divergence divergence;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "kind") {
      divergence.kind = value.name([](std::string_view name) { return kDivergences.find(name); });
    } else if (key == "pass") {
      divergence.pass = model::PassIndex{value.index()};
    } else if (key == "yield") {
      divergence.yield = model::YieldIndex{value.index()};
    } else if (key == "task") {
      divergence.task = model::TaskHandle{value.index()};
    } else if (key == "event") {
      divergence.event = model::EventIndex{value.index()};
    } else if (key == "expected") {
      divergence.expected = read_text(value);
    } else if (key == "actual") {
      divergence.actual = read_text(value);
    }
  });
  return divergence;
}

model::FindingPlace read_finding_place(JsonCursor& in) {
  model::FindingPlace place;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "pass") {
      place.pass = model::PassIndex{value.index()};
    } else if (key == "yield") {
      place.yield = model::YieldIndex{value.index()};
    } else if (key == "event") {
      place.event = model::EventIndex{value.index()};
    } else if (key == "file") {
      place.file = read_text(value);
    } else if (key == "function") {
      place.function = read_text(value);
    } else if (key == "line") {
      place.line = value.index();
    }
  });
  return place;
}

model::AlignedCall read_aligned_call(JsonCursor& in) {
  model::AlignedCall call;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "kind") {
      call.kind = value.name([](std::string_view name) { return kAlignments.find(name); });
    } else if (key == "code") {
      call.code = read_text(value);
    } else if (key == "recorded") {
      call.recorded = read_text(value);
    } else if (key == "place") {
      call.place = read_place(value);
    } else if (key == "event") {
      call.event = model::EventIndex{value.index()};
    }
  });
  return call;
}

model::Alignment read_alignment(JsonCursor& in) {
  model::Alignment alignment;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "calls") {
      value.each_element(
          [&](JsonCursor& element) { alignment.calls.push_back(read_aligned_call(element)); });
    } else if (key == "stopped") {
      alignment.stopped = read_text(value);
    }
  });
  return alignment;
}

model::Experiment read_experiment(JsonCursor& in) {
  model::Experiment experiment;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "condition") {
      experiment.condition =
          value.name([](std::string_view name) { return kConditions.find(name); });
    } else if (key == "hasChanged") {
      experiment.has_changed = value.boolean();
    } else if (key == "pass") {
      experiment.pass = model::PassIndex{value.index()};
    } else if (key == "yield") {
      experiment.yield = model::YieldIndex{value.index()};
    } else if (key == "place") {
      experiment.place = read_place(value);
    } else if (key == "before") {
      experiment.before = read_text(value);
    } else if (key == "after") {
      experiment.after = read_text(value);
    } else if (key == "notMade") {
      experiment.not_made = read_text(value);
    }
  });
  return experiment;
}

model::SourceRemark read_remark(JsonCursor& in) {
  model::SourceRemark remark;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "kind") {
      remark.kind = read_text(value);
    } else if (key == "detail") {
      remark.detail = read_text(value);
    } else if (key == "place") {
      remark.place = read_place(value);
    } else if (key == "column") {
      remark.column = value.index();
    } else if (key == "endColumn") {
      remark.end_column = value.index();
    } else if (key == "replacement") {
      remark.replacement = read_text(value);
    }
  });
  return remark;
}

model::Cause read_cause(JsonCursor& in) {
  model::Cause cause;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "confidence") {
      cause.confidence = value.name([](std::string_view name) { return kConfidences.find(name); });
    } else if (key == "text") {
      cause.text = read_text(value);
    } else if (key == "place") {
      cause.place = read_finding_place(value);
    }
  });
  return cause;
}

model::Edit read_edit(JsonCursor& in) {
  model::Edit edit;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "file") {
      edit.file = read_text(value);
    } else if (key == "line") {
      edit.line = value.index();
    } else if (key == "before") {
      edit.before = read_text(value);
    } else if (key == "after") {
      edit.after = read_text(value);
    }
  });
  return edit;
}

/// Text members by name; null for the others.
std::string* text_member(model::Finding& finding, std::string_view key) {
  if (key == "id") return &finding.id;
  if (key == "message") return &finding.message;
  if (key == "kind") return &finding.kind;
  if (key == "expected") return &finding.expected;
  if (key == "actual") return &finding.actual;
  if (key == "cause") return &finding.cause;
  if (key == "fix") return &finding.fix;
  if (key == "platformMessage") return &finding.platform_message;
  if (key == "followsFrom") return &finding.follows_from;
  return nullptr;
}

model::Finding read_finding(JsonCursor& in) {
  model::Finding finding;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (std::string* text = text_member(finding, key)) {
      *text = read_text(value);
    } else if (key == "severity") {
      finding.severity = value.name([](std::string_view name) { return kSeverities.find(name); });
    } else if (key == "place") {
      finding.place = read_finding_place(value);
    } else if (key == "causes") {
      value.each_element([&](JsonCursor& cause) { finding.causes.push_back(read_cause(cause)); });
    } else if (key == "edit") {
      finding.edit = read_edit(value);
    } else if (key == "raisedAt") {
      finding.raised_at = read_finding_place(value);
    } else if (key == "isFromSource") {
      finding.is_from_source = value.boolean();
    } else if (key == "isConsequence") {
      finding.is_consequence = value.boolean();
    }
  });
  return finding;
}

}  // namespace

void read_diagnosis_member(std::string_view key, JsonCursor& value, model::Trace& trace) {
  const auto each = [&value](auto& list, auto read) {
    value.each_element([&](JsonCursor& in) { list.push_back(read(in)); });
  };
  if (key == "evidence") {
    each(trace.evidence, read_evidence);
  } else if (key == "divergence") {
    trace.divergence = read_divergence(value);
  } else if (key == "alignment") {
    trace.alignment = read_alignment(value);
  } else if (key == "experiments") {
    each(trace.experiments, read_experiment);
  } else if (key == "sourceRemarks") {
    each(trace.source_remarks, read_remark);
  } else if (key == "findings") {
    each(trace.findings, read_finding);
  }
}

}  // namespace core::recording
