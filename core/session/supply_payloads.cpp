#include "core/session/supply_payloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/importers/common/remark_log.h"
#include "core/session/history_values.h"

namespace core::session {
namespace {

using model::EventView;
using model::PayloadKind;
using model::PayloadView;
using model::Severity;

/// Of all values of one instance.
constexpr std::size_t kMostInAll = std::size_t{1} << 30;

/// The blob's name; empty when the value is no reference.
std::string_view reference_of(PayloadView value) {
  if (value.kind == PayloadKind::offloaded) return value.text;
  std::string_view text = value.kind == PayloadKind::text ? value.text : std::string_view();
  if (value.kind == PayloadKind::json && value.text.starts_with('"') && value.text.size() > 2) {
    text = value.text.substr(1, value.text.size() - 2);
  }
  return names_blob(text) ? text : std::string_view();
}

bool has_references(const model::History& history) {
  if (!reference_of(history.envelope().input.view()).empty()) return true;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!reference_of(history[i].payload()).empty()) return true;
    const model::EventExtra* extra = history[i].extra();
    if (extra == nullptr) continue;
    if (!reference_of(extra->details.view()).empty()) return true;
    if (!reference_of(extra->failure_details.view()).empty()) return true;
  }
  return false;
}

/// What is a reference there follows that of ExecutionStarted, which gets its value.
model::Envelope without_reference(const model::History& history) {
  model::Envelope envelope = history.envelope();
  const std::string name(reference_of(envelope.input.view()));
  if (name.empty()) return envelope;
  envelope.input = model::Payload(PayloadKind::offloaded, name);
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (history[i].type() == model::EventType::execution_started) envelope.input = {};
  }
  return envelope;
}

/// Replaces the references of one history, value by value.
class Supply {
 public:
  Supply(model::Report& report, PayloadFolder* folder, const std::string& file)
      : report_(report), folder_(folder), file_(file) {
    if (folder_ == nullptr) return;
    // What is said below says more.
    auto& remarks = report_.remarks;
    const auto is_ours = [](const model::Remark& one) { return one.code == kValueInBlob; };
    std::copy_if(remarks.begin(), remarks.end(), std::back_inserter(replaced_), is_ours);
    std::erase_if(remarks, is_ours);
  }

  std::optional<model::Payload> replace(const EventView& event, ValuePlace place,
                                        PayloadView value) {
    const std::string name(reference_of(value));
    if (name.empty()) return std::nullopt;
    const std::string what =
        fmt::format("{} of event {} ({})", member_name(event.type(), place), event.index().value,
                    base::printable(event.type_name()));
    if (folder_ == nullptr) {
      // Of an offloaded one the importer has said it, with the row's place.
      if (value.kind != PayloadKind::offloaded) miss(what, name, "");
      return model::Payload(PayloadKind::offloaded, name);
    }
    auto found = read(name);
    if (!found.ok()) {
      miss(what, name, found.error().message);
      return model::Payload(PayloadKind::offloaded, name);
    }
    log_.add_at(Severity::information, "session.payload_read",
                fmt::format("{} was read from {} in the payload folder ({} bytes).", what,
                            base::printable(found->file), found->text.size()),
                place_of(name));
    return model::Payload::of_text(std::move(found->text));
  }

  void finish() {
    log_.finish();
    if (folder_ == nullptr) return;
    // Columns that the model does not carry are told of as before.
    for (model::Remark& remark : replaced_) {
      if (!remark.where.file.empty()) report_.remarks.push_back(std::move(remark));
    }
    if (!folder_->note().empty()) {
      report_.add(Severity::warning, "session.payload_folder", folder_->note());
    }
  }

 private:
  base::Result<FoundPayload> read(const std::string& name) {
    if (in_all_ > kMostInAll) {
      return base::Error{"payloads.refused",
                         fmt::format("more than {} bytes of values were read already", kMostInAll),
                         {},
                         ""};
    }
    auto found = folder_->read(name);
    if (found.ok()) in_all_ += found->text.size();
    return found;
  }

  void miss(const std::string& what, const std::string& name, const std::string& why) {
    const std::string end =
        why.empty() ? "download it and name its folder with --payloads DIR" : "not read: " + why;
    log_.add_at(Severity::warning, "session.payload_missing",
                fmt::format("{} is not in the history: it was stored in the blob {}; {}.", what,
                            base::printable(name), end),
                place_of(name));
  }

  /// Where the importer found the name, which is not remarked on twice.
  base::Location place_of(const std::string& name) {
    const std::string shown = base::printable(name);
    const auto found = std::find_if(replaced_.begin(), replaced_.end(), [&](const auto& remark) {
      return remark.message.find(shown) != std::string::npos;
    });
    if (found == replaced_.end()) return {file_, std::nullopt, 0, 0, {}};
    base::Location where = found->where;
    replaced_.erase(found);
    return where;
  }

  model::Report& report_;
  importers::RemarkLog log_{report_};
  PayloadFolder* folder_;
  const std::string& file_;
  std::vector<model::Remark> replaced_;
  std::size_t in_all_ = 0;
};

}  // namespace

base::Status supply_payloads(importers::Loaded& loaded, PayloadFolder* folder,
                             const std::string& file, const base::WorkContext& work) {
  if (!has_references(*loaded.history)) return base::success();
  Supply supply(loaded.report, folder, file);
  bool is_stopped = false;
  loaded.history = with_values(
      *loaded.history, [&](const EventView& event, ValuePlace place, PayloadView value) {
        is_stopped = is_stopped || work.stop.stop_requested();
        return is_stopped ? std::nullopt : supply.replace(event, place, value);
      },
      without_reference(*loaded.history));
  supply.finish();
  if (is_stopped) return base::Error{"cancelled", "reading payloads was cancelled", {}, ""};
  return base::success();
}

}  // namespace core::session
