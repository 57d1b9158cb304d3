#include "core/base/json.h"
