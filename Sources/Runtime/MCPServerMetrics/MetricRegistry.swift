public import CoreMetrics
