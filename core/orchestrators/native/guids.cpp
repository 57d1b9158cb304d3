#include "core/orchestrators/native/guids.h"

#include <uuid/uuid.h>

#include <array>

namespace core::orchestrators {
namespace {

using Uuid = std::array<unsigned char, sizeof(uuid_t)>;

Uuid uuid5(const unsigned char* space, std::string_view name) {
  Uuid out;
  uuid_generate_sha1(out.data(), space, name.data(), name.size());
  return out;
}

const unsigned char* well_known(const char* name) { return *uuid_get_template(name); }

std::string to_text(const Uuid& uuid) {
  std::array<char, 37> text;
  uuid_unparse_lower(uuid.data(), text.data());
  return text.data();
}

std::string name_of(std::string_view instance_id, std::string_view clock, std::uint32_t count) {
  return std::string(instance_id) + '_' + std::string(clock) + '_' + std::to_string(count);
}

// str() of an aware datetime: "2024-01-01 10:00:01.123456+00:00", no fraction where it is 0.
std::string python_str(base::Timestamp clock) {
  std::string text = base::format_python(clock);
  text.pop_back();
  text[text.find('T')] = ' ';
  if (text.ends_with(".000000")) {
    text.resize(text.size() - 7);
  }
  return text + "+00:00";
}

}  // namespace

std::string make_uuid(std::string_view instance_id, base::Timestamp clock, std::uint32_t count) {
  const Uuid space = uuid5(well_known("oid"), "9e952958-5e33-4daf-827f-2fa12937b875");
  return to_text(uuid5(space.data(), name_of(instance_id, base::format_python(clock), count)));
}

std::string make_guid(std::string_view instance_id, base::Timestamp clock, std::uint32_t count) {
  return to_text(uuid5(well_known("url"), name_of(instance_id, python_str(clock), count)));
}

}  // namespace core::orchestrators
