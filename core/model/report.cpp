#include "core/model/report.h"
