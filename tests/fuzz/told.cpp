#include "tests/fuzz/told.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/text.h"

namespace tests::fuzz {

using core::base::check;

bool is_showable(std::string_view text) {
  const bool is_plain = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n';
  });
  return is_plain && core::base::is_utf8(text);
}

void check_error(const core::base::Error& error) {
  check(error.code == "cancelled" || error.code.find('.') != std::string::npos,
        "an error has a code");
  check(!error.message.empty(), "an error says what is wrong");
  check(is_showable(error.message), "an error's message can be shown");
  check(is_showable(error.hint), "an error's hint can be shown");
  check(!core::base::to_text(error).empty(), "an error has a text");
}

void check_report(const core::model::Report& report, std::uint64_t size) {
  for (const core::model::Remark& remark : report.remarks) {
    check(remark.code.find('.') != std::string::npos, "a remark has a code");
    check(!remark.message.empty(), "a remark says something");
    check(is_showable(remark.message), "a remark's message can be shown");
    check(!remark.where.byte || *remark.where.byte <= size, "a remark's place lies in the file");
  }
}

}  // namespace tests::fuzz
