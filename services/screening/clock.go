package screening

// usualBreaks are the minutes a day that a single span from beginning to end may leave for meals where none are stated.
const usualBreaks = 120

// clockHours judges spans of the clock: 8:00-20:00, 早八晚八, 8:00-12:00 and 13:30-18:30.
func clockHours(m match) []verdict {
	times := m.clocks()
	if len(times) < 2 || len(times)%2 == 1 || m.facts.hours > 0 && m.facts.hours <= dayHours {
		return nil
	}
	total, longest := 0, 0
	for i := 0; i < len(times); i += 2 {
		span := (times[i+1] - times[i] + 24*60) % (24 * 60)
		total, longest = total+span, max(longest, span)
	}
	if longest > dayHours*60+m.breaks() || len(times) > 2 && m.oneDay(times) && total > dayHours*60 && total <= longestDay*60 {
		return []verdict{{}}
	}
	return nil
}

// oneDay tells whether the spans follow one another within a day and are no shifts.
func (m match) oneDay(times []int) bool {
	for i := 1; i < len(times); i++ {
		if times[i] < times[i-1] || i%2 == 0 && times[i] < times[i-1]+30 {
			return false
		}
	}
	return !m.spans("shiftword") && !m.spans("slash")
}

// clocks are the times of a match in minutes of the day. An afternoon goes on while the figures rise: 下午2点到6点.
func (m match) clocks() []int {
	var out []int
	afternoon, last := false, 0.0
	tokens := m.tokens[m.spots[0]:m.spots[1]]
	for i := 0; i < len(tokens); i++ {
		switch is := func(class string) bool { return m.facts.words.is(tokens[i].kind, class) }; {
		case is("early"), is("late"):
			afternoon, last = is("late"), 0
		case is("num"):
			afternoon = afternoon && tokens[i].value > last
			minutes, used := m.clock(tokens, i, afternoon)
			if len(out)%2 == 1 && last > 0 && minutes <= out[len(out)-1] && out[len(out)-1] <= 12*60 {
				minutes += 12 * 60 // 9点至6点
			}
			out, last = append(out, minutes), tokens[i].value
			i += used
		}
	}
	return out
}

// clock reads one time that begins with a figure, and the tokens behind it that belong to it.
func (m match) clock(tokens []token, i int, afternoon bool) (minutes, used int) {
	hour := tokens[i].value
	if afternoon && hour < 12 {
		hour += 12
	}
	minutes = int(hour * 60)
	is := func(j int, class string) bool { return j < len(tokens) && m.facts.words.is(tokens[j].kind, class) }
	if is(i+1, "colon") || is(i+1, "clockpoint") {
		used = 1
		if is(i+2, "num") {
			used = 2
			minutes += minutesOf(tokens[i+2].value)
		}
	}
	return minutes, used
}

// minutesOf reads 半 as half an hour.
func minutesOf(value float64) int {
	if value == 0.5 {
		return 30
	}
	return int(value)
}

// breaks are the minutes for meals that the sentence states behind the span, or the usual ones.
func (m match) breaks() int {
	is := func(j int, class string) bool { return j < len(m.tokens) && m.facts.words.is(m.tokens[j].kind, class) }
	for i := m.spots[1]; i < len(m.tokens); i++ {
		if !is(i, "rest") && !is(i, "nohours") {
			continue
		}
		for j := i + 1; j < i+4; j++ {
			switch {
			case j == i+1 && is(j, "hour"):
				return 60
			case is(j, "num") && is(j+1, "hour"):
				return int(m.tokens[j].value * 60)
			case is(j, "num") && is(j+1, "minute"):
				return int(m.tokens[j].value)
			}
		}
	}
	return usualBreaks
}
