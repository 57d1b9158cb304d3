#include "core/base/csv.h"
