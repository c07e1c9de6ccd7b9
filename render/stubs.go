package render

func (s *sheet) describe() string { return "" }
