// Turns the members of one event into a row of the History, and says what is missing, wrong or
// not kept. Every format that carries DTFx events feeds it; one instance, one thread.
// Source of what each type carries: SEMANTICS 1.1.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/importers/common/event_fields.h"
#include "core/importers/common/link_checks.h"
#include "core/importers/common/remark_log.h"
#include "core/model/history_builder.h"

namespace core::importers {

/// Appends events to a builder that outlives it.
class EventIntake {
 public:
  EventIntake(model::HistoryBuilder& builder, RemarkLog& remarks)
      : builder_(builder), remarks_(remarks) {}

  /// The type if it is one that everybody knows; readers that cannot give `raw` cheaply ask first.
  static std::optional<model::EventType> known_type(const EventFields& fields);

  /// `raw` is the whole event as JSON; it is kept only where the type is unknown.
  void take(const EventFields& fields, const EventPlace& place, std::string_view raw) {
    take(known_type(fields).value_or(model::EventType::unknown), fields, place, raw);
  }
  /// `type` is known_type's answer.
  void take(model::EventType type, const EventFields& fields, const EventPlace& place,
            std::string_view raw);
  /// Adds the remarks about the history as a whole. Call once, at the end, before the log's own
  /// finish().
  void finish(const base::Location& where);

  /// The reader compares the elements as they are written, and says which stand twice.
  void leave_repetitions() { has_repetitions_said_ = true; }
  std::size_t taken() const { return builder_.size(); }
  RemarkLog& remarks() { return remarks_; }

 private:
  void read_numbers(const EventFields& fields, const EventPlace& place);
  void read_payload(const EventFields& fields, const EventPlace& place);
  void read_status(const EventFields& fields, const EventPlace& place);
  void read_extra(const EventFields& fields, const EventPlace& place, std::string_view raw);
  void read_start(const EventFields& fields, const EventPlace& place);
  void check_mandatory(const EventFields& fields, const EventPlace& place);
  void check_links(const EventPlace& place);
  void check_repetition(const EventPlace& place);
  void check_unkept(const EventFields& fields);
  void note_unkept(std::string_view member);
  std::optional<std::int32_t> integer(const EventFields& fields, Field field,
                                      const EventPlace& place);
  std::optional<base::Timestamp> time(const EventFields& fields, Field field,
                                      const EventPlace& place);
  /// Empty also for a value of another type, which is said.
  std::string_view text(const EventFields& fields, Field field, const EventPlace& place);
  std::string text_within(std::string_view object, std::string_view member, Field field,
                          const EventPlace& place);
  /// A nested object, also where the storage table keeps it as JSON text.
  std::string_view object(const EventFields& fields, Field field, const EventPlace& place);
  void bad_value(Field field, const FieldValue& value, std::string_view wanted,
                 const EventPlace& place);

  model::HistoryBuilder& builder_;
  RemarkLog& remarks_;
  LinkChecks links_;
  model::EventRecord record_;
  model::EventExtra extra_;
  bool has_repetitions_said_ = false;
  std::size_t starts_ = 0;
  std::size_t passes_ = 0;
  std::size_t payload_members_ = 0;
  std::vector<std::pair<std::string, std::size_t>> unkept_;
};

}  // namespace core::importers
