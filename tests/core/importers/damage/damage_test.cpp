// Damages × formats: every good case folder and every history among the samples is broken
// mechanically, and each reading is held against the whole one. What must hold: a view or an error
// with all its parts; a value that is neither seen nor spoken of is a failure; so is a row that is
// gone without an error in the report.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "tests/core/importers/damage/reading.h"
#include "tests/core/importers/damage/sample_text.h"

namespace core::importers {
namespace {

using Layout = SampleText::Layout;

/// What was done to a text, and where in the damaged text it stands.
struct Damage {
  std::string what;
  std::string text;
  TextPart place;      ///< what may be named as the place: the row that holds the damage
  std::string marker;  ///< where a reading shows it, the damage is seen; empty: nothing to see
  bool in_row = false;  ///< what is gone was an event and not something around them
  bool is_number = false;
};

class Damaged : public testing::TestWithParam<SampleText> {
 protected:
  void SetUp() override {
    whole_ = read_all(sample().text, sample().file);
    is_good_ = !whole_.error && !sample().name.starts_with("bad-") &&
               std::none_of(whole_.remarks.begin(), whole_.remarks.end(), is_error);
  }
  void TearDown() override { RecordProperty("damages", static_cast<int>(count_)); }

  const SampleText& sample() const { return GetParam(); }
  /// Whether each row is an event, not something around several.
  bool has_rows_of_events() const {
    return whole_.events() > 0 && whole_.events() <= sample().rows.size() && !whole_.was_wrapped;
  }
  bool has_parts() const { return is_good_ && sample().layout != Layout::bytes; }
  /// Rows without keys: neither their order nor a repetition can be told from the file, which the
  /// whole one says as well.
  bool is_without_row_keys() const {
    return std::any_of(whole_.remarks.begin(), whole_.remarks.end(),
                       [](const auto& remark) { return remark.code == "table.no_row_keys"; });
  }
  static bool is_error(const model::Remark& remark) {
    return remark.severity == model::Severity::error;
  }

  Reading read(const Damage& damage) {
    ++count_;
    Reading reading = read_all(damage.text, sample().file);
    if (reading.error) {
      EXPECT_EQ(missing_in(*reading.error), "") << describe(damage, reading);
    }
    for (const ReadInstance& instance : reading.instances) {
      if (instance.problem) {
        EXPECT_EQ(missing_in(*instance.problem), "") << describe(damage, reading);
      }
    }
    return reading;
  }

  /// The rule of all: what was damaged is seen as it now stands, or said with its place.
  void expect_seen_or_said(const Damage& damage) {
    const Reading reading = read(damage);
    if (reading.error || reading.has_same_values(whole_)) return;
    // A key that is none moves its row; a number is a lawful part of a protobuf time.
    const bool has_moved = reading.format == "storage-table" && reading.events() == whole_.events();
    if (has_moved || (reading.format == "protobuf-json" && damage.is_number)) return;
    const auto said = reading.remarks_beyond(whole_);
    if (reading.events() < whole_.events() && damage.in_row) {
      EXPECT_TRUE(std::any_of(said.begin(), said.end(), [](auto* one) {
        // Rows of other writers lie among those of Application Insights.
        return is_error(*one) || one->code == "insights.other_rows";
      })) << "events are gone without an error: " << describe(damage, reading);
    }
    if (!damage.marker.empty() && reading.shows(damage.marker)) return;
    EXPECT_FALSE(said.empty()) << "not said: " << describe(damage, reading);
    if (said.empty()) return;
    // A key that is damaged moves the row; a place inside another text counts from there.
    const bool may_be_elsewhere = reading.was_wrapped || reading.format == "storage-table" ||
                                  reading.format == "mssql-rows" ||
                                  std::any_of(said.begin(), said.end(), [](const auto* one) {
                                    return one->code == "history.members_not_kept";
                                  });
    EXPECT_TRUE(may_be_elsewhere ||
                std::any_of(said.begin(), said.end(),
                            [&](const auto* one) { return is_near(one->where, damage); }))
        << "said elsewhere: " << describe(damage, reading);
  }

  static bool is_near(const base::Location& where, const Damage& damage) {
    if (!where.byte) return damage.place.size() == damage.text.size();
    return *where.byte + 1 >= damage.place.begin && *where.byte <= damage.place.end + 1;
  }

  std::string describe(const Damage& damage, const Reading& reading) const {
    std::string text = sample().name + ", " + damage.what + "\n";
    if (reading.error) text += "  error: " + base::to_text(*reading.error) + "\n";
    for (const auto* remark : reading.remarks_beyond(whole_)) {
      text += "  remark " + base::to_text({remark->code, remark->message, remark->where, ""}) + "\n";
    }
    return text + "  in: " + damage.text.substr(0, 6000) + "\n";
  }

  /// The row around a value in a text that has grown by `growth` within it.
  TextPart place_of(const SampleValue& value, std::size_t old_size, std::size_t new_size) const {
    TextPart place{0, sample().text.size()};
    if (value.row != kNoRow) place = sample().rows[value.row].part;
    place.end = place.end + new_size - old_size;
    return place;
  }
  void replace(const SampleValue& value, const std::string& with, const std::string& marker) {
    expect_seen_or_said({std::string(sample().view(value.part)) + " -> " + with,
                         sample().with(value.part, with),
                         place_of(value, value.part.size(), with.size()), marker,
                         value.row != kNoRow && has_rows_of_events(), with.starts_with("42")});
  }
  /// At most `count` values, spread evenly.
  std::vector<SampleValue> some_values(std::size_t count) const {
    std::vector<SampleValue> some;
    const std::size_t step = std::max<std::size_t>(1, (sample().values.size() + count - 1) / count);
    for (std::size_t i = 0; i < sample().values.size(); i += step) {
      // Names of columns have a test of their own.
      const bool is_header = sample().layout == Layout::csv && sample().values[i].row == kNoRow;
      if (!is_header) some.push_back(sample().values[i]);
    }
    return some;
  }
  std::size_t most_values() const {
    return sample().name.find('_') == std::string::npos ? 150 : 40;  // samples are of one format
  }

  Reading whole_;
  bool is_good_ = false;
  std::size_t count_ = 0;
};

TEST_P(Damaged, by_a_cut_opens_up_to_it) {
  const std::string& text = sample().text;
  const std::size_t step = text.size() <= 1024 ? 1 : text.size() / 200;
  for (std::size_t length = 0; length < text.size(); ++length) {
    const bool is_border = std::string_view("{}[],:\"\n;").find(text[length]) != std::string::npos;
    if (length % step != 0 && !(is_border && length % 3 == 0)) continue;
    const Damage damage{"cut at " + std::to_string(length), text.substr(0, length), {}, {}};
    const Reading reading = read(damage);
    if (reading.error || !has_parts()) continue;
    if (sample().layout == Layout::json &&
        text.find_first_not_of(" \r\n", length) != std::string::npos) {
      const bool is_whole = reading.was_wrapped && reading.has_same_values(whole_);
      EXPECT_TRUE(is_whole ||
                  std::any_of(reading.remarks.begin(), reading.remarks.end(), is_error))
          << describe(damage, reading);
    }
    EXPECT_LE(reading.events(), whole_.events()) << describe(damage, reading);
    if (HasFailure()) return;
  }
}

TEST_P(Damaged, by_values_of_another_type_shows_or_says_them) {
  if (!has_parts()) return;
  const bool is_csv = sample().layout == Layout::csv;
  for (const SampleValue& value : some_values(most_values())) {
    // The list of columns beside rows of bare values is a header.
    if (whole_.format == "app-insights" && value.row == kNoRow) continue;
    const auto put = [&](const std::string& with, const std::string& marker) {
      if (!HasFailure()) replace(value, with, marker);
    };
    put(is_csv ? "zqdamage" : "\"zqdamage\"", "zqdamage");
    put("424243", "424243");
    put("424242.5", "424242.5");
    put("true", "true");
    if (is_csv) continue;
    put("{\"zq\":\"zqdamage\"}", "zqdamage");
    put("[\"zqdamage\",1]", "zqdamage");
  }
}

TEST_P(Damaged, by_numbers_that_are_none_shows_or_says_them) {
  if (!has_parts()) return;
  for (const SampleValue& value : some_values(most_values())) {
    if (sample().layout != Layout::csv && value.kind != '0' && value.kind != 't') continue;
    for (const std::string number : {"NaN", "Infinity", "-Infinity", "1e999", "1180591620717411303424",
                                     "99999999999999999999", "-99999999999999999999"}) {
      replace(value, number, number);
    }
    EXPECT_FALSE(read({"-0", sample().with(value.part, "-0"), {}, {}}).events() > whole_.events() + 3);
    if (HasFailure()) return;
  }
}

/// Values that hold the removed member inside them, and those for which nothing is an answer.
bool may_differ(const std::string& value, const Reading& reading) {
  for (const char* whole : {"payload=", "raw=", "failure=", "details="}) {
    if (value.starts_with(whole)) return true;
  }
  // What these formats leave out is zero, or told by another member.
  for (const char* format : {"protobuf-json", "sdk-export", "temporal-json", "cadence-json",
                             "aws-durable", "app-insights"}) {
    if (reading.format == format) return true;
  }
  return value == "id=-1" && reading.instances.front().fidelity != model::Fidelity::exact;
}

TEST_P(Damaged, by_missing_members_shows_absence_or_says_it) {
  if (!has_parts()) return;
  for (const SampleValue& value : sample().values) {
    if (value.member.size() == 0) continue;
    const Damage damage{"without " + std::string(sample().view(value.member)),
                        sample().with(value.member, ""),
                        place_of(value, value.member.size(), 0),
                        {}};
    const Reading reading = read(damage);
    if (reading.error || reading.instances.size() != whole_.instances.size()) continue;
    // Values may be gone; one that became another needs a word.
    bool has_changed = false;
    for (std::size_t i = 0; i < reading.instances.size() && !has_changed; ++i) {
      const auto& events = reading.instances[i].events;
      const auto& before = whole_.instances[i].events;
      has_changed = events.size() != before.size();
      for (std::size_t event = 0; event < events.size() && !has_changed; ++event) {
        has_changed =
            !std::all_of(events[event].begin(), events[event].end(), [&](const std::string& one) {
              return may_differ(one, reading) || std::find(before[event].begin(), before[event].end(),
                                                           one) != before[event].end();
            });
      }
    }
    const bool is_refused = std::any_of(reading.instances.begin(), reading.instances.end(),
                                        [](const auto& one) { return one.problem.has_value(); });
    if (has_changed && !is_refused) {
      EXPECT_FALSE(reading.remarks_beyond(whole_).empty()) << describe(damage, reading);
    }
    if (HasFailure()) return;
  }
}

TEST_P(Damaged, by_a_missing_column_says_it) {
  if (!has_parts() || sample().layout != Layout::csv) return;
  std::size_t columns = 0;
  for (const SampleValue& value : sample().values) columns = std::max(columns, value.column + 1);
  for (std::size_t column = 0; column < columns; ++column) {
    std::string text, name;
    for (const SampleValue& value : sample().values) {
      if (value.column == column) {
        if (name.empty()) name = sample().view(value.part);
      } else {
        text += std::string(sample().view(value.part));
        text += sample().separator;
      }
      if (value.column + 1 == columns && !text.empty()) {
        text.pop_back();
        text += '\n';
      }
    }
    const Damage damage{"without column " + name, text, {}, {}};
    const Reading reading = read(damage);
    if (!reading.error && reading.events() < whole_.events()) {
      EXPECT_FALSE(reading.remarks_beyond(whole_).empty()) << describe(damage, reading);
    }
  }
}

std::string comma_of(const SampleText& sample) { return sample.layout == Layout::json ? "," : "\n"; }

TEST_P(Damaged, by_a_row_that_stands_twice_says_it) {
  if (!has_parts() || !has_rows_of_events()) return;
  for (const SampleRow& row : sample().rows) {
    // A row that is no event (the sentinel, a line of dashes) may stand twice.
    std::string without = sample().with(row.part, "");
    const std::size_t comma = without.find(',', row.part.begin);
    if (sample().layout == Layout::json && comma != std::string::npos) without.erase(comma, 1);
    if (read_all(without, sample().file).has_same_values(whole_)) continue;
    const std::string twice =
        std::string(sample().view(row.part)) + comma_of(sample()) + std::string(sample().view(row.part));
    const Damage damage{"twice " + std::string(sample().view(row.part)),
                        sample().with(row.part, twice),
                        {row.part.begin, row.part.begin + twice.size()},
                        {}};
    const Reading reading = read(damage);
    if (reading.error || reading.instances.size() > whole_.instances.size()) continue;
    if (!is_without_row_keys()) {
      EXPECT_FALSE(reading.remarks_beyond(whole_).empty()) << describe(damage, reading);
    }
    EXPECT_GE(reading.events(), whole_.events()) << describe(damage, reading);
    if (HasFailure()) return;
  }
}

TEST_P(Damaged, by_rows_in_another_order_loses_none) {
  if (!has_parts() || sample().rows.size() < 2) return;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::vector<SampleRow> rows = sample().rows;
    std::minstd_rand random(seed);
    std::size_t list_end = 0;
    for (std::size_t i = 0; i < rows.size(); i = list_end) {
      while (list_end < rows.size() && rows[list_end].list == rows[i].list) ++list_end;
      for (std::size_t j = list_end - 1; j > i; --j) std::swap(rows[j], rows[i + random() % (j - i + 1)]);
    }
    std::string text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const TextPart& slot = sample().rows[i].part;
      text.append(sample().text, at, slot.begin - at).append(sample().view(rows[i].part));
      at = slot.end;
    }
    text.append(sample().text, at, std::string::npos);
    const Damage damage{"seed " + std::to_string(seed), text, {0, text.size()}, {}};
    const Reading reading = read(damage);
    if (reading.error) continue;
    const auto said = reading.remarks_beyond(whole_);
    if (reading.events() != whole_.events()) {
      EXPECT_FALSE(said.empty()) << describe(damage, reading);
    }
    if (reading.format == "storage-table" || reading.format == "mssql-rows") {
      EXPECT_TRUE(reading.has_same_values(whole_) || !said.empty() || is_without_row_keys())
          << describe(damage, reading);
    }
    for (const char* keyed : {"table-csv", "table-odata", "mssql-rows-json", "mssql-rows-csv"}) {
      if (sample().name != keyed) continue;
      EXPECT_TRUE(reading.has_same_values(whole_)) << describe(damage, reading);
    }
    if (HasFailure()) return;
  }
}

TEST_P(Damaged, by_a_second_history_behind_it_shows_both_or_says_so) {
  if (!has_parts()) return;
  for (const std::string between : {"", "\n", ",\n", "\n\n"}) {
    const std::string text = sample().text + between + sample().text;
    const Damage damage{"glued", text, {sample().text.size(), text.size()}, {}};
    const Reading reading = read(damage);
    if (reading.error) continue;
    EXPECT_GE(reading.events(), whole_.events()) << describe(damage, reading);
    const bool is_one_part = whole_.was_wrapped && reading.has_same_values(whole_);
    if (reading.instances.size() < 2 * whole_.instances.size() && !is_one_part) {
      const auto said = reading.remarks_beyond(whole_);
      EXPECT_TRUE(std::any_of(said.begin(), said.end(),
                              [&](const auto* one) {
                                return one->severity != model::Severity::information &&
                                       is_near(one->where, damage);
                              }))
          << describe(damage, reading);
    }
    if (HasFailure()) return;
  }
}

TEST_P(Damaged, by_its_rows_once_more_in_the_same_list_says_so) {
  if (!has_parts() || !has_rows_of_events()) return;
  const TextPart last = sample().rows.back().part;
  std::string again(sample().view(last));
  std::size_t first = sample().rows.size();
  while (first > 0 && sample().rows[first - 1].list == sample().rows.back().list) --first;
  for (std::size_t i = first; i < sample().rows.size(); ++i) {
    again += comma_of(sample()) + std::string(sample().view(sample().rows[i].part));
  }
  const std::string text = sample().with(last, again);
  const Damage damage{"spliced", text, {last.end, text.size()}, {}};
  const Reading reading = read(damage);
  if (reading.error || reading.instances.size() > whole_.instances.size()) return;
  EXPECT_FALSE(reading.remarks_beyond(whole_).empty()) << describe(damage, reading);
  EXPECT_GE(reading.events(), whole_.events()) << describe(damage, reading);
}

TEST_P(Damaged, by_text_that_is_none_shows_or_says_it) {
  if (!has_parts() || whole_.events() == 0) return;
  const bool is_csv = sample().layout == Layout::csv;
  for (const SampleValue& value : some_values(most_values())) {
    if (value.kind != '"' || value.part.size() == 0) continue;
    const std::size_t at = value.part.begin + (sample().text[value.part.begin] == '"' ? 1 : 0);
    for (const std::string bytes : {"\xff", "\xc0", "\xed\xa0\x80", "\\ud800", "\\udc00x"}) {
      // Escapes are JSON's; around the events they are the importer's to repair.
      if (bytes[0] == '\\' && (is_csv || value.row == kNoRow || !has_rows_of_events())) continue;
      const Damage damage{"broken text in " + std::string(sample().view(value.part)),
                          sample().with({at, at}, bytes),
                          place_of(value, 0, bytes.size()),
                          bytes[0] == '\\' ? bytes.substr(0, 6) : ""};
      expect_seen_or_said(damage);
    }
    if (HasFailure()) return;
  }
}

std::string test_name(const testing::TestParamInfo<SampleText>& given) {
  std::string name = given.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(samples, Damaged, testing::ValuesIn(all_samples()), test_name);

}  // namespace

}  // namespace core::importers
