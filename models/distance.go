package models

import "strconv"

// DistanceUnknown stands for a distance that cannot be measured because one of the two points is missing.
const DistanceUnknown = -1.0

// DistanceText is how far a workplace is from a village, in kilometres, as it is printed and said. How exact it sounds
// follows the village's point: 距本村6.2公里 from its own, 距本村约6公里 from an approximate one, 距镇区6公里 from its
// town's. "" when the distance or the precision is unknown.
func DistanceText(km float64, p Precision) string {
	if !(km >= 0) {
		return ""
	}
	switch p {
	case PrecisionOwn:
		if km < 0.05 {
			return "就在本村"
		}
		return "距本村" + tenths(km) + "公里"
	case PrecisionApproximate:
		return "距本村" + wholeKM("约", km)
	case PrecisionTown:
		return "距镇区" + wholeKM("", km)
	}
	return ""
}

func tenths(km float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(km, 'f', 1, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func wholeKM(about string, km float64) string {
	if km < 0.5 {
		return "不到1公里"
	}
	return about + strconv.FormatFloat(km, 'f', 0, 64) + "公里"
}
